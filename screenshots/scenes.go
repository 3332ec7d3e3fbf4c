//go:build unix

package main

// scene is one picture: a terminal, a command line of teapot, and the keys that
// lead to the screen to be shown.
type scene struct {
	name  string   // the name of the picture's file, without .svg
	w, h  int      // the size of the terminal, in columns and rows
	light bool     // the terminal has dark text on a white background
	env   []string // environment variables, in addition to those that every scene has
	args  []string // the arguments of teapot
	steps []step   // the keys to press
	// isCommand says that teapot prints something and exits, instead of opening the
	// browser. The picture shows the command line above the output.
	isCommand bool
	want      string // a text that the output of the command contains
}

// step is a number of keys to press, and a text that is on the screen after them.
type step struct {
	keys []string
	want string
}

// stepTo returns the step that presses keys and then waits for the text want.
func stepTo(want string, keys ...string) step { return step{keys, want} }

// scenes returns all scenes, in the order of the README.
func scenes() []scene {
	return []scene{
		{name: "browse", w: 100, h: 30, steps: []step{
			stepTo("▌ 100 Continue"), stepTo("▌ 418 I'm a teapot", "pgdown", "pgdown", "up", "up", "up", "up", "up", "up", "up"),
		}},
		{name: "search", w: 100, h: 30, steps: []step{stepTo("▌ 100 Continue"), stepTo("▌ 429 Too Many", "/", "rate limit")}},
		{name: "light", w: 100, h: 30, light: true, steps: []step{stepTo("▌ 100 Continue"), stepTo("▌ 503 Service", "5", "down", "down", "down")}},
		{name: "narrow", w: 60, h: 20, args: []string{"browse", "mailbox full"}, steps: []step{stepTo("▌ X.2.2 ")}},
		{name: "field", w: 100, h: 30, args: []string{"browse", "429"}, steps: []step{
			stepTo("429  Too Many Requests"), stepTo("follow", "enter"), stepTo("How long the client", "down", "down", "enter"),
		}},
		{name: "compare", w: 100, h: 22, args: []string{"browse", "401"}, steps: []step{
			stepTo("▌ 401 Unauthorized"), stepTo("Compare 401", "="), stepTo("≠ Meaning", "enter"),
		}},
		{name: "plain", w: 80, h: 24, env: []string{"NO_COLOR=1"}, steps: []step{stepTo("▌ 100 Continue"), stepTo("▌ 101 Switching", "down")}},
		{name: "help", w: 100, h: 30, steps: []step{stepTo("▌ 100 Continue"), stepTo("a page up", "?")}},
		{name: "page", w: 90, h: 30, isCommand: true, args: []string{"404"}, want: "404  Not Found"},
		{name: "wide", w: 200, h: 50, args: []string{"browse", "503"}, steps: []step{stepTo("Who acts"), stepTo("follow", "enter")}},
		{name: "explain", w: 90, h: 12, isCommand: true, args: []string{"explain", "gateway.log"}, want: "5.7.26"},
	}
}
