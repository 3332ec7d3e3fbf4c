//go:build unix

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"teapot/ui/termtest"
)

// roll is the height of the terminal of a shot: nothing scrolls away from it.
const roll = 200

// prompt shows a command line and runs it, in the folder of the inputs.
const prompt = `cd "$1" && shift && printf '%s\n\n' "$1" && shift && exec "$@"`

// play runs a scene with that build of teapot, and returns its picture. The
// inputs are in that folder.
func (s scene) play(file, inputs string) (svg string, err error) {
	var c crew
	defer c.clean()
	defer func() {
		if f, ok := recover().(failure); ok {
			err = fmt.Errorf("%s: %s", s.name, string(f))
		}
	}()
	colors := inks(s.light)
	h := s.h
	if s.shot {
		h = roll
	}
	screen := termtest.NewScreen(s.w, h)
	screen.SetColors(colors.text, colors.back)
	argv := append([]string{file}, s.args...)
	if s.shot {
		argv = append([]string{"sh", "-c", prompt, "sh", inputs, "$ " + s.command()}, argv...)
	}
	p := termtest.StartOn(&c, screen, s.env, argv...)
	s.direct(p)
	return s.draw(p, colors), nil
}

// command is the call as somebody would type it.
func (s scene) command() string { return strings.Join(append([]string{"teapot"}, s.args...), " ") }

// direct gives the keys, and waits for what they lead to.
func (s scene) direct(p *termtest.Process) {
	for _, step := range s.steps {
		for _, k := range step.keys {
			p.Type(k)
			p.WaitIdle() // an escape is a key by itself only after a while
		}
		p.Expect(step.want)
	}
	if s.shot {
		p.Exit()
		p.Expect(s.want)
	}
	p.WaitIdle()
}

// draw is the screen as a picture.
func (s scene) draw(p *termtest.Process, colors palette) string {
	pic := picture{title: s.command(), grid: p.Grid()[:s.h], palette: colors}
	if x, y, shown := p.Cursor(); shown && !s.shot {
		pic.cursor = &point{x, y}
	}
	if t := p.Title(); t != "" {
		pic.title = t
	}
	return pic.svg()
}

// failure is why a scene cannot be played.
type failure string

// crew looks after a scene as a test looks after what it starts.
type crew struct{ later []func() }

// Helper says nothing: a failure tells the scene, not the line.
func (*crew) Helper() {}

// Fatal ends the scene.
func (*crew) Fatal(args ...any) { panic(failure(fmt.Sprint(args...))) }

// Fatalf ends the scene.
func (*crew) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

// Cleanup does something when the scene is over.
func (c *crew) Cleanup(f func()) { c.later = append(c.later, f) }

// TempDir is a folder that is there as long as the scene.
func (c *crew) TempDir() string {
	dir, err := os.MkdirTemp("", "teapot")
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func (c *crew) clean() {
	for _, do := range slices.Backward(c.later) {
		do()
	}
}
