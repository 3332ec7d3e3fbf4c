package search

import "strings"

// stem returns the stem of a word, which is the same for all forms of the word: singular and
// plural, with -ed, -ing and -ion, in British and American spelling. The word must be in
// lower case. Not every stem is an English word: service gives servic.
func stem(w string) string {
	if len(w) < 4 || isDigit(w[0]) {
		return w
	}
	w = americanSpelling(w)
	if strings.IndexByte("sgdne", w[len(w)-1]) < 0 {
		return w // no ending that is cut below has this last letter
	}
	w = cutInflection(cutPlural(w))
	if strings.HasSuffix(w, "e") && len(w) > 3 {
		w = w[:len(w)-1]
	}
	return w
}

// cutPlural returns the singular of a noun in the plural, and other words as they are. For
// policies, addresses, mailboxes and hosts it returns policy, address, mailbox and host.
func cutPlural(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case hasAnySuffix(w, "sses", "xes", "ches", "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "us", "is"):
		return w[:len(w)-1]
	}
	return w
}

// cutInflection removes the endings -ing, -ed and -ion, as in forwarding, rejected and
// authentication.
func cutInflection(w string) string {
	switch {
	case strings.HasSuffix(w, "ing") && len(w) > 5:
		return undouble(w[:len(w)-3])
	case strings.HasSuffix(w, "ed") && len(w) > 4:
		return undouble(w[:len(w)-2])
	case hasAnySuffix(w, "tion", "sion") && len(w) > 6:
		return w[:len(w)-3]
	}
	return w
}

// undouble removes the last letter of a word that ends in a doubled consonant: dropp, which
// is left of dropped, becomes drop. It keeps consonants that are often double without an
// ending, as in fill and pass.
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && strings.IndexByte("bdgmnprt", w[n-1]) >= 0 {
		return w[:n-1]
	}
	return w
}

// americanSpelling returns the American spelling of a word in one of the usual British spellings,
// and other words as they are.
func americanSpelling(w string) string {
	switch {
	case len(w) > 5 && strings.Contains(w, "our") && hasAnySuffix(w, "our", "ours", "oured", "ouring", "ourable"):
		return strings.Replace(w, "our", "or", 1)
	case hasAnySuffix(w, "ise", "ised", "ises", "ising", "isation") && len(w) > 6:
		i := strings.LastIndex(w, "is")
		return w[:i] + "iz" + w[i+2:]
	case strings.HasPrefix(w, "centre"):
		return "center" + w[len("centre"):]
	case strings.HasPrefix(w, "licence"):
		return "license" + w[len("licence"):]
	case strings.HasPrefix(w, "grey"):
		return "gray" + w[len("grey"):]
	case strings.HasPrefix(w, "cancell"):
		return "cancel" + w[len("cancell"):]
	}
	return w
}

// hasAnySuffix reports whether the word ends with one of the suffixes.
func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
