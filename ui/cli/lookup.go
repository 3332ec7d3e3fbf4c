package cli

import (
	"slices"
	"strings"

	"teapot/model"
)

// filter has the values of --protocol and --vendor. An empty value selects every entry.
type filter struct{ protocol, vendor string }

// selects reports whether the filter selects an entry. The vendor of the filter may be a
// part of the entry's vendor.
func (f filter) selects(e *model.Entry) bool {
	return (f.protocol == "" || e.Protocol.String() == f.protocol) &&
		(f.vendor == "" || strings.Contains(strings.ToLower(e.Vendor), strings.ToLower(f.vendor)))
}

// anyVendor returns the filter without its vendor.
func (f filter) anyVendor() filter { return filter{protocol: f.protocol} }

// hits returns those of the given hits whose entries the filter selects.
func (f filter) hits(hits []model.Hit) []model.Hit {
	var selected []model.Hit
	for _, h := range hits {
		if f.selects(h.Entry) {
			selected = append(selected, h)
		}
	}
	return selected
}

// lookup finds the entries that arguments name exactly: by a code, a class or a name. It
// finds only entries that the filter selects.
type lookup struct {
	catalog *model.Catalog
	filter  filter
}

// bareArgs is for teapot without a subcommand. It finds the pages that the arguments
// name. It returns false if teapot should search for the arguments instead. Ordinary
// words are searched for even if they are names:
//
//   - "connection reset" is not about the field Connection and the command RSET,
//   - "redirect" is not only about the code with that name of one vendor.
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

// isProperName reports whether a word is exactly the name of a field, method, command or
// extension, including upper and lower case: GET, Retry-After.
func (l lookup) isProperName(word string) bool {
	return slices.ContainsFunc(l.catalog.FindName(word), func(h model.Hit) bool {
		return h.Entry.Name == word && !h.Entry.Kind.IsCode()
	})
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isCommon reports whether the entry of a hit has a name that is generally known. The
// names of unofficial codes are known only for one vendor.
func isCommon(h model.Hit) bool {
	return h.Entry.Standing != model.Unofficial || !h.Entry.Kind.IsCode()
}

// args finds the pages of all arguments, each page once. If one argument is an enhanced
// code, a number means an SMTP reply, because servers send both together. If an argument
// names nothing, args returns false, and that argument as missing.
func (l lookup) args(args []string) (hits []model.Hit, missing string, ok bool) {
	for _, find := range []func([]string) []model.Hit{l.codeWithPhrase, l.subStatus} {
		if hits := find(args); len(hits) > 0 {
			return hits, "", true
		}
	}
	hasEnhanced := slices.ContainsFunc(args, isEnhanced)
	for _, a := range args {
		argHits := l.arg(a)
		if hasEnhanced && slices.ContainsFunc(argHits, isReply) {
			argHits = slices.DeleteFunc(argHits, func(h model.Hit) bool { return !isReply(h) })
		}
		if len(argHits) == 0 {
			return nil, a, false
		}
		for _, h := range argHits {
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

// isSamePage reports whether two hits have the same page. It does not compare the pointers
// to the entries, because [model.Catalog.Unregistered] makes a new entry for each call.
func isSamePage(a, b model.Hit) bool {
	return a.Code == b.Code && a.Entry.Kind == b.Entry.Kind && a.Entry.Protocol == b.Entry.Protocol && a.Entry.Stem == b.Entry.Stem
}

// subStatus finds the page of a sub-status as IIS writes it: "HTTP Error 404.0 - Not
// Found". The words before it and the phrase after it may be missing. It returns nil if
// the arguments have another form.
func (l lookup) subStatus(args []string) []model.Hit {
	words := strings.Fields(strings.Join(args, " "))
	for len(words) > 0 && model.HasWord("http error status code", strings.ToLower(words[0])) {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 1 && words[1] != "-" {
		return nil
	}
	if _, _, ok := model.ParseSubStatus(words[0]); !ok {
		return nil
	}
	return l.filter.hits(l.catalog.FindCode(words[0]))
}

// codeWithPhrase finds the page of a code that is followed by its name, such as "302
// Found". It returns the entries of the code that have the phrase as their name. If no
// entry has, it returns those that have the phrase as an alias. So "200 OK" finds only
// the HTTP status, and not the SMTP reply 200.
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

// arg finds the entries that one argument names. It takes the argument for a code, then
// for a name, the stem of a file, and a code that is not registered, until it finds an
// entry.
func (l lookup) arg(arg string) []model.Hit {
	for _, find := range []func(*model.Catalog, string) []model.Hit{
		(*model.Catalog).FindCode, (*model.Catalog).FindName, findStem, (*model.Catalog).Unregistered,
	} {
		if hits := l.filter.hits(find(l.catalog, arg)); len(hits) > 0 {
			return hits
		}
	}
	return nil
}

// one finds a single entry for an argument: the first one that the filter selects. If the
// filter's vendor has no such entry, one ignores the vendor.
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

// findStem finds the entries of codes by the stem of their file. The stem tells the
// meanings of a code apart, for example 530-cloudflare.
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
