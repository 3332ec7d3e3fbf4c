package cli

import (
	"slices"
	"strings"

	"teapot/model"
)

// named finds the pages that bare arguments name. Words that only happen to be
// names are none: "connection reset" means neither the field nor the command,
// and "redirect" more than what one vendor calls so.
func (r *runner) named(c *model.Catalog, args []string) ([]model.Hit, bool) {
	wordy := !slices.ContainsFunc(args, hasDigit)
	if wordy && len(args) > 1 {
		hits := r.filter(c.FindName(strings.Join(args, " ")))
		return hits, len(hits) > 0
	}
	hits, _, ok := r.resolve(c, args)
	if ok && wordy && r.flags.vendor == "" && !strings.Contains(args[0], " ") && !slices.ContainsFunc(hits, isOfficial) {
		return nil, false
	}
	return hits, ok
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func isOfficial(h model.Hit) bool { return h.Entry.Standing != model.Unofficial }

// resolve finds what the arguments name exactly: codes, classes or names. If it
// is not ok, the first argument that names nothing is missing.
func (r *runner) resolve(c *model.Catalog, args []string) (hits []model.Hit, missing string, ok bool) {
	for _, a := range args {
		found := r.filter(c.FindCode(a))
		if len(found) == 0 {
			found = r.filter(c.FindName(a))
		}
		if len(found) == 0 {
			found = r.filter(apart(c, a))
		}
		if len(found) == 0 {
			return nil, a, false
		}
		hits = append(hits, found...)
	}
	return hits, "", true
}

// filter keeps the hits that --protocol and --vendor allow.
func (r *runner) filter(hits []model.Hit) []model.Hit {
	var kept []model.Hit
	for _, h := range hits {
		if r.wants(h.Entry) {
			kept = append(kept, h)
		}
	}
	return kept
}

func (r *runner) wants(e *model.Entry) bool {
	p, v := r.flags.protocol, r.flags.vendor
	return (p == "" || e.Protocol.String() == p) &&
		(v == "" || strings.Contains(strings.ToLower(e.Vendor), strings.ToLower(v)))
}

// apart takes an enhanced code that is not registered apart: an entry that says
// so, then the class and the subject, which still have a meaning.
func apart(c *model.Catalog, text string) []model.Hit {
	code, ok := model.ParseEnhanced(text)
	class := c.Get(model.SMTP, model.Class, code.Class+".y.z")
	subject := c.Get(model.SMTP, model.Subject, "x."+code.Subject)
	if !ok || class == nil && subject == nil {
		return nil
	}
	e := &model.Entry{
		Protocol: model.SMTP, Kind: model.Enhanced, Code: code.String(), Name: "Not registered", Standing: model.Unused,
		Summary: "No registry and no known provider explains " + code.String() + "; its class and subject still have a meaning.",
		Specs:   []model.Spec{"RFC 3463, section 2"},
	}
	hits := []model.Hit{{Entry: e, Code: e.Code}}
	for _, part := range []*model.Entry{class, subject} {
		if part != nil {
			hits = append(hits, model.Hit{Entry: part, Code: part.Code})
		}
	}
	return hits
}
