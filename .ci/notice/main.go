// Command notice writes the file NOTICE, which has the licenses of all software that is
// linked into the released program. Run it at the top level of the repository:
//
//	go run ./.ci/notice          writes the file
//	go run ./.ci/notice -check   fails if the file is out of date
//
// NOTICE has no versions of modules, so it only changes if a module comes or goes, or if a
// license changes. `go version -m teapot` prints the versions.
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
	file   = "NOTICE"
	header = `teapot is released under the license in the file LICENSE. It contains the software
listed here, each part under the license that follows its name.

This file is written by "go run ./.ci/notice".
`
	// separator is a line between the licenses.
	separator = "\n--------------------------------------------------------------------------------\n\n"
)

func main() {
	check := flag.Bool("check", false, "fail if "+file+" is out of date, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

// run writes NOTICE. If check is set, it only returns an error if NOTICE is out of date.
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

// generate returns what NOTICE must contain.
func generate() (string, error) {
	folders, err := linkedModules()
	if err != nil {
		return "", err
	}
	names := map[string][]string{} // maps the text of a license to the names of the modules that have it
	for module, dirs := range folders {
		text, err := license(module, dirs)
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
	slices.Sort(groups) // by the first module name, which differs from group to group
	return header + separator + strings.Join(groups, separator), nil
}

// linkedModules returns the modules that are linked into the program on at least one
// released platform. It maps each module to the folders that may have its license files.
func linkedModules() (map[string][]string, error) {
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

// platforms returns the operating systems and processor architectures for which releases
// are built. It reads them from .goreleaser.yaml.
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

// linkedPackage is a package that is linked into the program and not part of teapot.
type linkedPackage struct {
	module    string // path of the module that has the package
	moduleDir string // folder of the module
	dir       string // folder of the package
}

// dependencies returns the packages of other modules that are linked into the program on
// one operating system and processor architecture.
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

// foldersOf returns the folder of the package's module, the folder of the package and all
// folders between them. If a module contains copied code, the license of the copied code
// is usually in the folder with that code.
func foldersOf(p linkedPackage) []string {
	folders := []string{p.moduleDir}
	for dir := p.dir; len(dir) > len(p.moduleDir); dir = filepath.Dir(dir) {
		folders = append(folders, dir)
	}
	return folders
}

// union returns the strings that are in a or in b, sorted, each once.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// license returns the texts of all license files in the folders. The module is named in the
// error if there are none.
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

// normalize returns the text with LF as line break, without spaces at the ends of lines and
// without empty lines around it. Modules with the same license then have the same text.
func normalize(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
