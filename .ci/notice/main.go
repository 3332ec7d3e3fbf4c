// Command notice writes NOTICE: the licenses of all software that is linked into
// the released program. Run it at the top level of the repository:
//
//	go run ./.ci/notice          writes the file
//	go run ./.ci/notice -check   fails if the file is out of date
//
// Versions are left out, so that the file changes only when a module or its
// license does; `go version -m teapot` prints them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	file = "NOTICE"
	head = `teapot is released under the license in the file LICENSE. It contains the software
listed here, each part under the license that follows its name.

This file is written by "go run ./.ci/notice".
`
	rule = "\n--------------------------------------------------------------------------------\n\n"
)

func main() {
	check := flag.Bool("check", false, "fail if "+file+" is out of date, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	notice, err := generate()
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(file, []byte(notice), 0o644)
	}
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if string(old) != notice {
		return errors.New(file + ` is out of date: write it again with "go run ./.ci/notice"`)
	}
	return nil
}

// generate returns the contents of NOTICE.
func generate() (string, error) {
	dirs, err := linked()
	if err != nil {
		return "", err
	}
	names := map[string][]string{} // of the modules, by the text of their license
	for module, folders := range dirs {
		text, err := license(module, folders)
		if err != nil {
			return "", err
		}
		names[text] = append(names[text], module)
	}
	groups := make([]string, 0, len(names))
	for text, modules := range names {
		slices.Sort(modules)
		groups = append(groups, strings.Join(modules, "\n")+"\n\n"+text+"\n")
	}
	slices.Sort(groups) // by the first name: it is in one group only
	return head + rule + strings.Join(groups, rule), nil
}

// linked returns the modules whose packages are linked into the program on any
// released platform, with the folders in which their licenses may be.
func linked() (map[string][]string, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	modules := map[string][]string{"Go, its standard library and runtime": {strings.TrimSpace(string(goroot))}}
	systems, processors, err := platforms()
	if err != nil {
		return nil, err
	}
	for _, system := range systems {
		for _, processor := range processors {
			packages, err := dependencies(system, processor)
			if err != nil {
				return nil, err
			}
			for _, p := range packages {
				modules[p.module] = union(modules[p.module], foldersOf(p))
			}
		}
	}
	return modules, nil
}

// platforms returns the operating systems and processors of a release.
func platforms() (systems, processors []string, err error) {
	config, err := os.ReadFile(".goreleaser.yaml")
	if err != nil {
		return nil, nil, err
	}
	values := func(key string) []string {
		m := regexp.MustCompile(`(?m)^ +` + key + `: \[(.*)\]$`).FindSubmatch(config)
		if m == nil {
			return nil
		}
		return strings.Split(string(m[1]), ", ")
	}
	systems, processors = values("goos"), values("goarch")
	if systems == nil || processors == nil {
		return nil, nil, errors.New(".goreleaser.yaml: no list in one line for goos or goarch")
	}
	return systems, processors, nil
}

// linkedPackage is a package of another module.
type linkedPackage struct{ module, moduleDir, dir string }

// dependencies returns the packages of other modules that are linked into the
// program on one platform.
func dependencies(system, processor string) ([]linkedPackage, error) {
	const format = `{{with .Module}}{{if not .Main}}{{.Path}}|{{.Dir}}|{{$.Dir}}{{end}}{{end}}`
	cmd := exec.Command("go", "list", "-deps", "-f", format, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s/%s: %w", system, processor, err)
	}
	var packages []linkedPackage
	for line := range strings.Lines(string(out)) {
		if parts := strings.Split(strings.TrimSpace(line), "|"); len(parts) == 3 {
			packages = append(packages, linkedPackage{parts[0], parts[1], parts[2]})
		}
	}
	return packages, nil
}

// foldersOf returns the folder of the module, and those between it and the
// package: code that a module has copied keeps its license beside it.
func foldersOf(p linkedPackage) []string {
	folders := []string{p.moduleDir}
	for dir := p.dir; len(dir) > len(p.moduleDir); dir = filepath.Dir(dir) {
		folders = append(folders, dir)
	}
	return folders
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// license returns the text of all license files in the folders.
func license(module string, folders []string) (string, error) {
	isLicense := regexp.MustCompile(`^(?i:licen[sc]e|copying|copyright|notice)([.-]|$)`)
	var texts []string
	for _, dir := range folders {
		files, err := os.ReadDir(dir)
		if err != nil {
			return "", err
		}
		for _, f := range files {
			if f.IsDir() || !isLicense.MatchString(f.Name()) || strings.HasSuffix(f.Name(), ".go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				return "", err
			}
			texts = append(texts, normalize(string(text)))
		}
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s has no license file in %q", module, folders)
	}
	return strings.Join(texts, "\n\n"), nil
}

// normalize removes what makes equal texts different: spaces at the ends of
// lines, other line ends, and empty lines around the text.
func normalize(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
