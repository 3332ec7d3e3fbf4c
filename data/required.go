package data

import (
	"strings"

	"teapot/model"
)

// checkRequired checks that the entry has all headers that it needs, and that headers do not
// contradict each other.
func (p *parser) checkRequired() {
	e := p.entry
	p.require("Name", e.Name)
	p.require("Standing", string(e.Standing))
	p.require("Summary", e.Summary)
	if len(p.specs) == p.start.specs {
		p.problem("Spec", "missing")
	}
	if e.Kind < model.Field {
		p.require("Code", e.Code)
	}
	if e.Code != "" && p.untrusted {
		p.checkCode(e)
	}
	if unofficial := e.Standing == model.Unofficial; unofficial != (e.Vendor != "") {
		p.problem("Vendor", "goes with \"Standing: unofficial\", and only with it")
	}
}

// require adds a problem if the value of the header with the name is empty.
func (p *parser) require(name, value string) {
	if value == "" {
		p.problem(name, "missing")
	}
}

// checkCode checks that the code is a valid code or range of the entry's kind, and that the name
// of the file begins with the code, or with the first code of the range: "404.md",
// "530-pantheon.md", "5.7.606-microsoft.md".
func (p *parser) checkCode(e *model.Entry) {
	first, last, isRange := strings.Cut(e.Code, "-")
	switch _, ok := model.ParseRange(e.Code); {
	case !validCode(e.Kind, first), isRange && !e.Kind.IsCode():
		p.problem("Code", "%q is not a code for %s", e.Code, e.Kind.Folder())
	case isRange && !ok:
		p.problem("Code", "%q is not a range: %s", e.Code, rangeProblem(e.Kind, first, last))
	}
	switch stem, _, _ := strings.Cut(e.Stem, "-"); {
	case stem == strings.ToLower(first):
	case isRange:
		p.problem("Code", "%q does not match the file name, which must begin with %q", e.Code, strings.ToLower(first))
	default:
		p.problem("Code", "%q does not match the file name", e.Code)
	}
}

// rangeProblem says what is wrong with a range of codes of the kind. The first code is valid.
func rangeProblem(k model.Kind, first, last string) string {
	if full := model.ExpandRange(first + "-" + last); full != first+"-"+last {
		return "write the whole last code, as in \"" + full + "\""
	}
	_, ascending := model.ParseRange(last + "-" + first)
	switch {
	case !validCode(k, last):
		return "the last code is not a code for " + k.Folder()
	case first == last:
		return "both codes are the same"
	case ascending:
		return "the lower code comes first"
	case k == model.Enhanced:
		return "both codes need the same class and subject, and no zeros before a number"
	}
	return "both codes need the same first digit"
}

// validCode reports whether the code has the form that codes of the kind have.
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
