//go:build unix

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// maxSize is the limit for the size of a picture, in bytes.
const maxSize = 80 << 10

// TestFiles: every scene has its picture, and every picture its scene.
func TestFiles(t *testing.T) {
	names := map[string]bool{}
	for _, s := range scenes() {
		if names[s.name] {
			t.Errorf("two scenes have the name %s", s.name)
		}
		names[s.name] = true
		info, err := os.Stat(s.name + ".svg")
		switch {
		case err != nil:
			t.Errorf("scene %s has no picture: %v", s.name, err)
		case info.Size() > maxSize:
			t.Errorf("%s.svg has %d bytes, at most %d are allowed", s.name, info.Size(), maxSize)
		}
	}
	files, err := filepath.Glob("*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !names[strings.TrimSuffix(f, ".svg")] {
			t.Errorf("there is no scene for the picture %s", f)
		}
	}
}

// TestReadmePictures: every picture that the README shows exists.
func TestReadmePictures(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`\((screenshots/[^)]+)\)|"(screenshots/[^"]+)"`).FindAllStringSubmatch(string(readme), -1)
	if len(shown) < 5 {
		t.Errorf("the README shows %d pictures, want at least 5", len(shown))
	}
	for _, m := range shown {
		if _, err := os.Stat("../" + m[1] + m[2]); err != nil {
			t.Errorf("the README shows %s: %v", m[1]+m[2], err)
		}
	}
}
