//go:build unix

// Command screenshots makes the pictures of teapot: it runs the real program in
// a pseudo-terminal, types, and writes what the screen shows as SVG.
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

// run makes the pictures of the scenes that are named, or of all.
func run(names []string) error {
	here, err := folder()
	if err != nil {
		return err
	}
	all := scenes()
	for _, n := range names {
		if !slices.ContainsFunc(all, func(s scene) bool { return s.name == n }) {
			return fmt.Errorf("no scene %q", n)
		}
	}
	dir, err := os.MkdirTemp("", "teapot")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	teapot := filepath.Join(dir, "teapot")
	if out, err := exec.Command("go", "build", "-o", teapot, "teapot").CombinedOutput(); err != nil {
		return fmt.Errorf("build teapot: %w\n%s", err, out)
	}
	for _, s := range all {
		if len(names) > 0 && !slices.Contains(names, s.name) {
			continue
		}
		if err := s.write(teapot, here); err != nil {
			return err
		}
	}
	return nil
}

func (s scene) write(teapot, here string) error {
	svg, err := s.play(teapot, filepath.Join(here, "input"))
	if err != nil {
		return err
	}
	file := filepath.Join(here, s.name+".svg")
	fmt.Fprintf(os.Stdout, "%s: %d KB\n", s.name, (len(svg)+1023)/1024)
	return os.WriteFile(file, []byte(svg), 0o644) //nolint:gosec // a picture is for everybody
}

// folder is where the pictures are, wherever the program is called.
func folder() (string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "teapot/screenshots").Output()
	if err != nil {
		return "", fmt.Errorf("find the folder of the pictures: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}
