// Converts fixed instants between zones and finds changes of the clock; needs time zone data.
package main

import (
	"fmt"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// easter is Butcher's rule for the Gregorian calendar.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (8*b+13)/25 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

func main() {
	instant := time.Date(2024, 7, 14, 12, 0, 0, 0, time.UTC)
	for _, name := range []string{"America/St_Johns", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati"} {
		zone, err := time.LoadLocation(name)
		check(err)
		fmt.Println(instant.In(zone).Format("2006-01-02 15:04 -07:00"), name)
	}

	berlin, err := time.LoadLocation("Europe/Berlin")
	check(err)
	last := ""
	for hour := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); hour.Year() == 2024; hour = hour.Add(time.Hour) {
		if name, offset := hour.In(berlin).Zone(); name != last {
			fmt.Println(hour.In(berlin).Format("02.01. 15:04"), name, offset/3600)
			last = name
		}
	}
	evening := time.Date(2024, 3, 30, 22, 0, 0, 0, berlin)
	fmt.Println(evening.Add(24*time.Hour).Format(time.RFC3339), evening.AddDate(0, 0, 1).Format(time.RFC3339), evening.AddDate(0, 0, 1).Sub(evening))
	apia, err := time.LoadLocation("Pacific/Apia")
	check(err)
	fmt.Println("the day after 29 December 2011 in Samoa:", time.Date(2011, 12, 29, 12, 0, 0, 0, apia).Add(24*time.Hour).Format(time.DateOnly))

	parsed, err := time.ParseInLocation("2.1.2006 15:04", "9.11.1989 18:53", berlin)
	fmt.Println(parsed, parsed.Unix(), err)
	for _, text := range []string{"2023-02-29", "2024-02-29", "2024-13-01"} {
		day, err := time.Parse(time.DateOnly, text)
		fmt.Println(text, err == nil, day.Weekday())
	}
	for _, year := range []int{1999, 2000, 2024, 2038} {
		fmt.Println(easter(year).Format("Easter Monday, 2 January 2006"), easter(year).AddDate(0, 0, 49).Format(time.DateOnly))
	}
	year, week := time.Date(2021, 1, 3, 0, 0, 0, 0, time.UTC).ISOWeek()
	fmt.Println(year, week, time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC).YearDay(), time.Date(2024, 1, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 1, 0).Format(time.DateOnly))
	duration, err := time.ParseDuration("36h15m30.5s")
	fmt.Println(duration, duration.Hours(), duration.Round(time.Hour), err)
	_, err = time.LoadLocation("Europe/Atlantis")
	fmt.Println("no such zone:", err != nil)
	fmt.Println(time.Unix(1<<31, 0).UTC().Format(time.RFC1123), instant.Truncate(7*24*time.Hour).Weekday())
}
