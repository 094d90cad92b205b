# Mutants of kcr-nodejs: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-nodejs:latest

# As the base has it, without an account 65532: a user without a group gets group 0.
FROM ${IMAGE} AS group-root
USER 0:0
RUN ["/opt/node/bin/node", "-e", "const f = '/etc/passwd'; fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace(/^.*:65532:.*\\n/m, ''))"]
USER 65532

FROM ${IMAGE} AS user-without-an-entry
USER 0:0
RUN ["/opt/node/bin/node", "-e", "const f = '/etc/passwd'; fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace(/^.*:65532:.*\\n/m, ''))"]
USER 65532:65532

FROM ${IMAGE} AS member-of-roots-group
USER 0:0
RUN ["/opt/node/bin/node", "-e", "const f = '/etc/group'; fs.writeFileSync(f, fs.readFileSync(f, 'utf8').replace(/^root:x:0:.*$/m, 'root:x:0:nonroot'))"]
USER 65532:65532

FROM ${IMAGE} AS user-of-the-base
USER 1000:1000

FROM ${IMAGE} AS node-package-missing
USER 0:0
RUN ["/opt/node/bin/node", "-e", "fs.rmSync('/opt/node_modules/zod', { recursive: true })"]
USER 65532:65532

# What an upgrade leaves where the link names the version before it.
FROM ${IMAGE} AS node-link-without-target
USER 0:0
RUN ["/opt/node/bin/node", "-e", "fs.rmSync('/opt/node'); fs.symlinkSync('/opt/nodejs/node-v1.0.0', '/opt/node')"]
USER 65532:65532

FROM ${IMAGE} AS runner-writes-beside-itself
USER 0:0
RUN ["/opt/node/bin/node", "-e", "fs.mkdirSync('/opt/state'); fs.chownSync('/opt/state', 65532, 65532); const f = '/opt/scripts/ts-runner.js'; fs.writeFileSync(f, `require('fs').writeFileSync('/opt/state/cache', '');\n${fs.readFileSync(f)}`)"]
USER 65532:65532

FROM ${IMAGE} AS runner-looks-for-an-interface
USER 0:0
RUN ["/opt/node/bin/node", "-e", "const f = '/opt/scripts/ts-runner.js'; fs.writeFileSync(f, `if (Object.values(require('os').networkInterfaces()).flat().every(one => one.internal)) process.exit(1);\n${fs.readFileSync(f)}`)"]
USER 65532:65532

FROM ${IMAGE} AS node-path-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/node/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
CMD ["sleep", "infinity"]

FROM ${IMAGE} AS revision-empty
LABEL org.opencontainers.image.revision=

# Put together, so that the history does not show it as well.
FROM ${IMAGE} AS npm-token-left
USER 0:0
RUN ["/opt/node/bin/node", "-e", "fs.mkdirSync('/root', { recursive: true }); fs.writeFileSync('/root/.npmrc', ['//registry.example.org/:_authToken', 'not-a-real-token'].join('='))"]
USER 65532:65532
