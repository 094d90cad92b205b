package dockershim

// Added to the source before it is compiled for the local cluster.

import (
	"io/ioutil"
	"strconv"
	"strings"
)

const capSysResource = 24

// permittedOOMScoreAdj raises a score below zero to zero where the machine withholds CAP_SYS_RESOURCE (most virtual
// machines and containers that are made to run other people's code do): the kernel would refuse the lower score, and
// with it every pod, whose pause container asks for -998. Elsewhere the score is what the pod asks for.
func permittedOOMScoreAdj(wanted int) int {
	if wanted >= 0 {
		return wanted
	}
	status, err := ioutil.ReadFile("/proc/self/status")
	if err != nil {
		return wanted
	}
	for _, line := range strings.Split(string(status), "\n") {
		if !strings.HasPrefix(line, "CapEff:") {
			continue
		}
		capabilities, err := strconv.ParseUint(strings.TrimSpace(strings.TrimPrefix(line, "CapEff:")), 16, 64)
		if err == nil && capabilities&(1<<capSysResource) == 0 {
			return 0
		}
	}
	return wanted
}
