package data

import (
	"strings"

	"teapot/model"
)

// required checks what every file must have, and what its headers must say
// together.
func (f *file) required() {
	e := f.entry
	f.need("Name", e.Name)
	f.need("Standing", string(e.Standing))
	f.need("Summary", e.Summary)
	if len(f.specs) == f.start.specs {
		f.problem("Spec", "missing")
	}
	if e.Kind < model.Field {
		f.need("Code", e.Code)
	}
	if e.Code != "" && f.suspect {
		f.code(e)
	}
	if unofficial := e.Standing == model.Unofficial; unofficial != (e.Vendor != "") {
		f.problem("Vendor", "goes with \"Standing: unofficial\", and only with it")
	}
}

func (f *file) need(name, value string) {
	if value == "" {
		f.problem(name, "missing")
	}
}

// code checks that the code has the form of its kind and that the file is named
// after it: "404.md", "530-pantheon.md".
func (f *file) code(e *model.Entry) {
	if !validCode(e.Kind, e.Code) {
		f.problem("Code", "%q is not a code for %s", e.Code, e.Kind.Folder())
	}
	if stem, _, _ := strings.Cut(e.Stem, "-"); stem != strings.ToLower(e.Code) {
		f.problem("Code", "%q does not match the file name", e.Code)
	}
}

func validCode(k model.Kind, code string) bool {
	switch k {
	case model.Status, model.Reply:
		return len(code) == 3 && model.IsNumber(code)
	case model.Enhanced:
		_, ok := model.ParseEnhanced(code)
		return ok
	case model.Class:
		return len(code) == 3 || len(code) == len("4.Y.Z") || code == model.OtherClass
	case model.Subject:
		return len(code) == 3 && strings.HasPrefix(code, "X.")
	case model.Field, model.Method, model.Command, model.Extension:
	}
	return false
}
