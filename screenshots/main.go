//go:build unix

// Command screenshots makes the pictures of teapot: it runs the real program in a
// pseudo-terminal, presses keys, and writes the screen as SVG.
//
// It knows the scenes and how to draw a screen. It must not know how teapot works.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

// run makes the pictures of the scenes with the given names, or of all scenes if there
// are no names.
func run(names []string) error {
	target, err := pictureDir()
	if err != nil {
		return err
	}
	all := scenes()
	for _, n := range names {
		if !slices.ContainsFunc(all, func(s scene) bool { return s.name == n }) {
			return fmt.Errorf("no scene %q: see scenes.go", n)
		}
	}
	dir, err := os.MkdirTemp("", "teapot")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	executable := filepath.Join(dir, "teapot")
	if out, err := exec.Command("go", "build", "-o", executable, "teapot").CombinedOutput(); err != nil {
		return fmt.Errorf("build teapot: %w\n%s", err, out)
	}
	for _, s := range all {
		if len(names) > 0 && !slices.Contains(names, s.name) {
			continue
		}
		if err := s.write(executable, target); err != nil {
			return err
		}
	}
	return nil
}

// write plays a scene and writes its picture to a directory.
func (s scene) write(executable, dir string) error {
	svg, err := s.play(executable, filepath.Join(dir, "input"))
	if err != nil {
		return err
	}
	file := filepath.Join(dir, s.name+".svg")
	fmt.Fprintf(os.Stdout, "%s: %d KiB\n", s.name, (len(svg)+1023)/1024)
	return os.WriteFile(file, []byte(svg), 0o644) //nolint:gosec // all users may read a picture
}

// pictureDir returns the directory that the pictures are written to: that of this
// package, wherever the command is run.
func pictureDir() (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "teapot/screenshots").Output()
	if err != nil {
		return "", fmt.Errorf("find the directory of the pictures: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}
