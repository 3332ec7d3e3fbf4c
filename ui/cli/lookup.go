package cli

import (
	"slices"
	"strings"

	"teapot/model"
)

// filter is what --protocol and --vendor select. An empty string selects every
// entry.
type filter struct{ protocol, vendor string }

// selects reports whether the filter selects the entry. Part of a vendor's name is
// enough.
func (f filter) selects(e *model.Entry) bool {
	return (f.protocol == "" || e.Protocol.String() == f.protocol) &&
		(f.vendor == "" || strings.Contains(strings.ToLower(e.Vendor), strings.ToLower(f.vendor)))
}

// anyVendor returns the filter without its vendor.
func (f filter) anyVendor() filter { return filter{protocol: f.protocol} }

// hits returns the hits that the filter selects.
func (f filter) hits(hits []model.Hit) []model.Hit {
	var selected []model.Hit
	for _, h := range hits {
		if f.selects(h.Entry) {
			selected = append(selected, h)
		}
	}
	return selected
}

// lookup finds the entries that arguments name exactly: by a code, a class or a
// name.
type lookup struct {
	catalog *model.Catalog
	filter  filter
}

// bareArgs finds the pages that the arguments of teapot without a subcommand name.
// It returns false if they should be searched for instead. That includes words that
// only happen to be names: "connection reset" means neither the field nor the
// command, and "redirect" means more than what one vendor calls so.
func (l lookup) bareArgs(args []string) ([]model.Hit, bool) {
	onlyWords := !slices.ContainsFunc(args, hasDigit)
	if onlyWords && len(args) > 1 {
		if hits := l.filter.hits(l.catalog.FindName(strings.Join(args, " "))); len(hits) > 0 {
			return hits, true
		}
		if slices.ContainsFunc(args, func(a string) bool { return !l.isProperName(a) }) {
			return nil, false
		}
	}
	hits, _, ok := l.args(args)
	if ok && onlyWords && l.filter.vendor == "" && !strings.Contains(args[0], " ") && !slices.ContainsFunc(hits, isCommon) {
		return nil, false
	}
	return hits, ok
}

// isProperName reports whether the word is the name of a field, method, command or
// extension with the same upper and lower case: GET, Retry-After.
func (l lookup) isProperName(word string) bool {
	return slices.ContainsFunc(l.catalog.FindName(word), func(h model.Hit) bool {
		return h.Entry.Name == word && !h.Entry.Kind.IsCode()
	})
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isCommon reports whether the name of the hit is common knowledge. Names of
// unofficial codes are not.
func isCommon(h model.Hit) bool {
	return h.Entry.Standing != model.Unofficial || !h.Entry.Kind.IsCode()
}

// args finds the pages of all arguments, each page once. A number next to an
// enhanced code is taken as an SMTP reply, because the two come together. If an
// argument names nothing, args returns false and that argument.
func (l lookup) args(args []string) (hits []model.Hit, missing string, ok bool) {
	if hits := l.codeWithPhrase(args); len(hits) > 0 {
		return hits, "", true
	}
	hasEnhanced := slices.ContainsFunc(args, isEnhanced)
	for _, a := range args {
		found := l.arg(a)
		if hasEnhanced && slices.ContainsFunc(found, isReply) {
			found = slices.DeleteFunc(found, func(h model.Hit) bool { return !isReply(h) })
		}
		if len(found) == 0 {
			return nil, a, false
		}
		for _, h := range found {
			if !slices.ContainsFunc(hits, func(o model.Hit) bool { return isSamePage(o, h) }) {
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

// isSamePage reports whether two hits are the same page. Their entries may differ:
// [splitEnhanced] makes new ones.
func isSamePage(a, b model.Hit) bool {
	return a.Code == b.Code && a.Entry.Kind == b.Entry.Kind && a.Entry.Protocol == b.Entry.Protocol && a.Entry.Stem == b.Entry.Stem
}

// codeWithPhrase finds the page of a code that is followed by its name, as in "302
// Found": the name alone could mean another page. Entries with that name come
// before those with that alias, so that "200 OK" is only HTTP's.
func (l lookup) codeWithPhrase(args []string) []model.Hit {
	if len(args) < 2 {
		return nil
	}
	phrase := strings.Join(args[1:], " ")
	withPhrase := l.catalog.FindName(phrase)
	var byName, byAlias []model.Hit
	for _, h := range l.filter.hits(l.catalog.FindCode(args[0])) {
		switch {
		case strings.EqualFold(h.Entry.Name, phrase):
			byName = append(byName, h)
		case slices.ContainsFunc(withPhrase, func(o model.Hit) bool { return o.Entry == h.Entry }):
			byAlias = append(byAlias, h)
		}
	}
	if len(byName) > 0 {
		return byName
	}
	return byAlias
}

// arg finds the entries that one argument names. It tries a code, a name, the stem
// of a file, and an enhanced code that is not registered, in this order.
func (l lookup) arg(arg string) []model.Hit {
	for _, find := range []func(*model.Catalog, string) []model.Hit{
		(*model.Catalog).FindCode, (*model.Catalog).FindName, findStem, splitEnhanced,
	} {
		if hits := l.filter.hits(find(l.catalog, arg)); len(hits) > 0 {
			return hits
		}
	}
	return nil
}

// one finds the one entry that an argument names best: the vendor's, if the filter
// has a vendor and the vendor has such an entry, otherwise the first.
func (l lookup) one(arg string) (model.Hit, bool) {
	hits := l.arg(arg)
	if len(hits) == 0 {
		hits = lookup{l.catalog, l.filter.anyVendor()}.arg(arg)
	}
	if len(hits) == 0 {
		return model.Hit{}, false
	}
	return hits[0], true
}

// findStem finds one of several meanings of a code by the stem of its file:
// 530-cloudflare.
func findStem(c *model.Catalog, arg string) []model.Hit {
	stem := strings.ToLower(strings.TrimSpace(arg))
	var hits []model.Hit
	for _, e := range c.All() {
		if e.Kind.IsCode() && e.Stem == stem {
			hits = append(hits, model.Hit{Entry: e, Code: e.Code})
		}
	}
	return hits
}

// splitEnhanced returns pages for an enhanced code that is not registered: one that
// says so, and those of the class and the subject, which still have a meaning.
func splitEnhanced(c *model.Catalog, arg string) []model.Hit {
	code, ok := model.ParseEnhanced(arg)
	parts := c.EnhancedParts(arg)
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
