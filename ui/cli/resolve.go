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
		if hits := r.filter(c.FindName(strings.Join(args, " "))); len(hits) > 0 {
			return hits, true
		}
		if slices.ContainsFunc(args, func(a string) bool { return !isWritten(c, a) }) {
			return nil, false
		}
	}
	hits, _, ok := r.resolve(c, args)
	if ok && wordy && r.flags.vendor == "" && !strings.Contains(args[0], " ") && !slices.ContainsFunc(hits, isUsual) {
		return nil, false
	}
	return hits, ok
}

// isWritten reports whether a word is the name of what goes with codes, as that is
// written: GET, Retry-After.
func isWritten(c *model.Catalog, word string) bool {
	return slices.ContainsFunc(c.FindName(word), func(h model.Hit) bool { return h.Entry.Name == word && !h.Entry.Kind.IsCode() })
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isUsual reports whether a name means the entry to everybody: it is no code that
// somebody made up.
func isUsual(h model.Hit) bool { return h.Entry.Standing != model.Unofficial || !h.Entry.Kind.IsCode() }

// resolve finds what the arguments name exactly: codes, classes or names, each
// page once. Beside an enhanced code a number is the reply that it came with. If
// it is not ok, the first argument that names nothing is missing.
func (r *runner) resolve(c *model.Catalog, args []string) (hits []model.Hit, missing string, ok bool) {
	if hits := r.pasted(c, args); len(hits) > 0 {
		return hits, "", true
	}
	mail := slices.ContainsFunc(args, isEnhanced)
	for _, a := range args {
		found := r.exact(c, a)
		if mail && slices.ContainsFunc(found, isReply) {
			found = slices.DeleteFunc(found, func(h model.Hit) bool { return !isReply(h) })
		}
		if len(found) == 0 {
			return nil, a, false
		}
		for _, h := range found {
			if !slices.ContainsFunc(hits, samePage(h)) {
				hits = append(hits, h)
			}
		}
	}
	return hits, "", true
}

func isEnhanced(word string) bool {
	_, ok := model.ParseEnhanced(word)
	return ok
}

func isReply(h model.Hit) bool { return h.Entry.Kind == model.Reply }

// pasted finds the page of a code with its name behind it, as in "302 Found",
// where the name alone would say something else. What has the name comes before
// what is also called so: 200 OK is HTTP's.
func (r *runner) pasted(c *model.Catalog, args []string) []model.Hit {
	if len(args) < 2 {
		return nil
	}
	name := strings.Join(args[1:], " ")
	named := c.FindName(name)
	var proper, also []model.Hit
	for _, h := range r.filter(c.FindCode(args[0])) {
		switch {
		case strings.EqualFold(h.Entry.Name, name):
			proper = append(proper, h)
		case slices.ContainsFunc(named, func(n model.Hit) bool { return n.Entry == h.Entry }):
			also = append(also, h)
		}
	}
	if len(proper) > 0 {
		return proper
	}
	return also
}

// exact finds what one argument names.
func (r *runner) exact(c *model.Catalog, text string) []model.Hit {
	for _, find := range []func(*model.Catalog, string) []model.Hit{(*model.Catalog).FindCode, (*model.Catalog).FindName, oneMeaning, apart} {
		if found := r.filter(find(c, text)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// oneMeaning finds a code by the name of its file, which tells its meanings
// apart: 530-cloudflare.
func oneMeaning(c *model.Catalog, text string) []model.Hit {
	stem := strings.ToLower(strings.TrimSpace(text))
	var hits []model.Hit
	for _, e := range c.All() {
		if e.Kind.IsCode() && e.Stem == stem {
			hits = append(hits, model.Hit{Entry: e, Code: e.Code})
		}
	}
	return hits
}

// samePage tells the hit's page from others. What was taken apart is no entry of
// the catalog, and has a code.
func samePage(h model.Hit) func(model.Hit) bool {
	return func(o model.Hit) bool {
		return o.Code == h.Code && o.Entry.Kind == h.Entry.Kind && o.Entry.Protocol == h.Entry.Protocol && o.Entry.Stem == h.Entry.Stem
	}
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
	parts := c.EnhancedParts(text)
	if !ok || len(parts) == 0 {
		return nil
	}
	e := &model.Entry{
		Protocol: model.SMTP, Kind: model.Enhanced, Code: code.String(), Name: "Not registered", Standing: model.Unused,
		Summary: "No registry and no known provider explains " + code.String() + "; its class and subject still have a meaning.",
		Specs:   []model.Spec{"RFC 3463, section 2"},
	}
	hits := []model.Hit{{Entry: e, Code: e.Code}}
	for _, part := range parts {
		hits = append(hits, model.Hit{Entry: part, Code: part.Code})
	}
	return hits
}
