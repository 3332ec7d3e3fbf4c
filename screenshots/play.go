//go:build unix

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"teapot/ui/termtest"
)

// outputHeight is the height of the terminal in which a command runs. The output
// must not be longer, or it would scroll off the screen.
const outputHeight = 200

// promptScript prints a command line and runs it, in the directory of the inputs.
const promptScript = `cd "$1" && shift && printf '%s\n\n' "$1" && shift && exec "$@"`

// play runs a scene with an executable of teapot, and returns the picture as SVG.
// Files that the scene names are in the directory inputs.
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
	s.run(p)
	return s.draw(p, colors), nil
}

// commandLine returns what a user would type to run the scene.
func (s scene) commandLine() string {
	return strings.Join(append([]string{"teapot"}, s.args...), " ")
}

// run presses the keys of the scene, and waits for the text that each step leads
// to.
func (s scene) run(p *termtest.Process) {
	for _, step := range s.steps {
		for _, k := range step.keys {
			p.Type(k)
			p.WaitIdle() // an escape followed by another key would be a sequence
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

// failure is the panic that ends a scene, with its reason.
type failure string

// sceneT is the [termtest.T] of a scene.
type sceneT struct{ cleanups []func() }

// Helper does nothing: a failure names the scene, not a line of code.
func (*sceneT) Helper() {}

// Fatal ends the scene.
func (*sceneT) Fatal(args ...any) { panic(failure(fmt.Sprint(args...))) }

// Fatalf ends the scene.
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

// cleanUp calls the functions given to Cleanup, the last one first.
func (t *sceneT) cleanUp() {
	for _, f := range slices.Backward(t.cleanups) {
		f()
	}
}
