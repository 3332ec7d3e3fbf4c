//go:build unix

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"teapot/ui/termtest"
)

// outputHeight is the number of rows of the terminal in which a command runs. If the
// output had more lines, the first ones would scroll off the screen.
const outputHeight = 200

// promptScript is a shell script. It changes to the directory $1, prints $2, which is a
// prompt with a command line, and runs the other arguments as a command.
const promptScript = `cd "$1" && shift && printf '%s\n\n' "$1" && shift && exec "$@"`

// play runs a scene and returns the picture as SVG. executable is the path of teapot,
// and inputs the directory with the files that the arguments of the scene name.
func (s scene) play(executable, inputs string) (svg string, err error) {
	var t sceneT
	defer t.cleanUp()
	defer func() {
		if f, ok := recover().(failure); ok {
			err = fmt.Errorf("%s: %s", s.name, string(f))
		}
	}()
	colors := newColors(s.light)
	h := s.h
	if s.isCommand {
		h = outputHeight
	}
	screen := termtest.NewScreen(s.w, h)
	screen.SetColors(colors.text, colors.background)
	argv := append([]string{executable}, s.args...)
	if s.isCommand {
		argv = append([]string{"sh", "-c", promptScript, "sh", inputs, "$ " + s.commandLine()}, argv...)
	}
	p := termtest.StartOn(&t, screen, s.env, argv...)
	s.pressKeys(p)
	return s.draw(p, colors), nil
}

// commandLine returns what a user would type to run the scene.
func (s scene) commandLine() string {
	return strings.Join(append([]string{"teapot"}, s.args...), " ")
}

// pressKeys presses the keys of every step, and waits until the text of the step is on
// the screen. If the scene is a command, it waits for the end of the command.
func (s scene) pressKeys(p *termtest.Process) {
	for _, step := range s.steps {
		for _, k := range step.keys {
			p.Type(k)
			p.WaitIdle() // without a pause, an escape and the next key could be one escape sequence
		}
		p.Expect(step.want)
	}
	if s.isCommand {
		p.Exit()
		p.Expect(s.want)
	}
	p.WaitIdle()
}

// draw returns the screen as a picture.
func (s scene) draw(p *termtest.Process, colors terminalColors) string {
	pic := picture{title: s.commandLine(), grid: p.Grid()[:s.h], colors: colors}
	if x, y, visible := p.Cursor(); visible && !s.isCommand {
		pic.cursor = &point{x, y}
	}
	if t := p.Title(); t != "" {
		pic.title = t
	}
	return pic.svg()
}

// failure is the reason why a scene failed. A panic with it ends the scene.
type failure string

// sceneT implements [termtest.T] for a scene.
type sceneT struct {
	cleanups []func() // the functions to call when the scene is over
}

// Helper does nothing, because the message of a failure names the scene instead of a
// line of code.
func (*sceneT) Helper() {}

// Fatal ends the scene with an error.
func (*sceneT) Fatal(args ...any) { panic(failure(fmt.Sprint(args...))) }

// Fatalf ends the scene with an error.
func (*sceneT) Fatalf(format string, args ...any) { panic(failure(fmt.Sprintf(format, args...))) }

// Cleanup calls f when the scene is over.
func (t *sceneT) Cleanup(f func()) { t.cleanups = append(t.cleanups, f) }

// TempDir returns a directory that is removed when the scene is over.
func (t *sceneT) TempDir() string {
	dir, err := os.MkdirTemp("", "teapot")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// cleanUp calls the functions that were passed to Cleanup, in reverse order.
func (t *sceneT) cleanUp() {
	for _, f := range slices.Backward(t.cleanups) {
		f()
	}
}
