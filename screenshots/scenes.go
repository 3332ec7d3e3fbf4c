//go:build unix

package main

// scene is one picture: a terminal, a command line of teapot, and the keys that
// lead to the screen to be shown.
type scene struct {
	name  string // of the file, without .svg
	w, h  int
	light bool     // the terminal has dark text on a white background
	env   []string // beside the variables that every scene has
	args  []string // of teapot
	steps []step
	// isCommand says that teapot answers and exits. The picture shows the command
	// line above its output.
	isCommand bool
	want      string // a part of the output of a command
}

// step is some keys, and the text on the screen that they lead to.
type step struct {
	keys []string
	want string
}

func press(want string, keys ...string) step { return step{keys, want} }

// scenes returns all scenes, in the order of the README.
func scenes() []scene {
	return []scene{
		{name: "browse", w: 100, h: 30, steps: []step{
			press("▌ 100 Continue"), press("▌ 418 I'm a teapot", "pgdown", "pgdown", "up", "up", "up", "up", "up", "up"),
		}},
		{name: "search", w: 100, h: 30, steps: []step{press("▌ 100 Continue"), press("▌ 429 Too Many", "/", "rate limit")}},
		{name: "light", w: 100, h: 30, light: true, steps: []step{press("▌ 100 Continue"), press("▌ 503 Service", "5", "down", "down", "down")}},
		{name: "narrow", w: 60, h: 20, args: []string{"browse", "mailbox full"}, steps: []step{press("▌ X.2.2 ")}},
		{name: "field", w: 100, h: 30, args: []string{"browse", "429"}, steps: []step{
			press("429  Too Many Requests"), press("follow", "enter"), press("Retry-After", "down", "enter"),
		}},
		{name: "compare", w: 100, h: 22, args: []string{"browse", "401"}, steps: []step{
			press("▌ 401 Unauthorized"), press("Compare 401", "="), press("≠ Meaning", "enter"),
		}},
		{name: "plain", w: 80, h: 24, env: []string{"NO_COLOR=1"}, steps: []step{press("▌ 100 Continue"), press("▌ 101 Switching", "down")}},
		{name: "help", w: 100, h: 30, steps: []step{press("▌ 100 Continue"), press("a page up", "?")}},
		{name: "page", w: 90, h: 30, isCommand: true, args: []string{"404"}, want: "404  Not Found"},
		{name: "explain", w: 90, h: 12, isCommand: true, args: []string{"explain", "gateway.log"}, want: "5.7.26"},
	}
}
