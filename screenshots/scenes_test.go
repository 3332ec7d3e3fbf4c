//go:build unix

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// maxPictureSize is the largest size that a picture may have, in bytes.
const maxPictureSize = 80 << 10

// TestFiles checks that every scene has a picture in the repository, and that every
// picture is of a scene.
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
		case info.Size() > maxPictureSize:
			t.Errorf("%s.svg has %d bytes, at most %d are allowed", s.name, info.Size(), maxPictureSize)
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

// TestReadmePictures checks that every picture that the README shows is in the
// repository.
func TestReadmePictures(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`\((screenshots/[^)]+)\)|"(screenshots/[^"]+)"`).FindAllStringSubmatch(string(readme), -1)
	if len(links) < 5 {
		t.Errorf("the README shows %d pictures, want at least 5", len(links))
	}
	for _, m := range links {
		if _, err := os.Stat("../" + m[1] + m[2]); err != nil {
			t.Errorf("the README shows %s: %v", m[1]+m[2], err)
		}
	}
}
