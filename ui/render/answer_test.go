package render

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"teapot/data"
	"teapot/model"
	"teapot/ui/theme"
)

// lateAnswers lists the codes whose answer may begin later than on other pages, because
// their title or their facts are long. The list is short: see TestAnswerFirst.
const lateAnswers = ""

// TestAnswerFirst checks that the answer of every code is on the first screen: what to do
// about a refusal, and when to send any other HTTP status. It begins within 14 lines at a
// width of 80, and within 20 lines at 57, the page of a terminal of 100 columns.
func TestAnswerFirst(t *testing.T) {
	c := embedded(t)
	exceptions, codes := strings.Fields(lateAnswers), 0
	for _, e := range c.All() {
		h := model.Hit{Entry: e, Code: e.Code}
		heading := "What to do"
		switch {
		case !e.Kind.IsCode() || e.Kind != model.Status && !isRefusal(h):
			continue
		case !isRefusal(h):
			heading = "When to send it"
		}
		codes++
		late := false
		for w, limit := range map[int]int{80: 14, 57: 20} {
			line := 1 + slices.Index(Entry(c, h, w, theme.Plain()).Lines, heading)
			if line == 0 {
				t.Errorf("%s has no %q", e.Stem, heading)
			}
			late = late || line > limit
			if line > limit && !slices.Contains(exceptions, e.Stem) {
				t.Errorf("%s at width %d: %q begins on line %d, want at most %d", e.Stem, w, heading, line, limit)
			}
		}
		if !late && slices.Contains(exceptions, e.Stem) {
			t.Errorf("%s is an exception without need", e.Stem)
		}
	}
	if len(exceptions)*20 > codes {
		t.Errorf("%d of %d codes are exceptions, at most 5 %% may be", len(exceptions), codes)
	}
}

// TestPageIsComplete checks that every page shows everything that its entry has: facts,
// links with their reasons, sections, other names, constants and sources.
func TestPageIsComplete(t *testing.T) {
	c := embedded(t)
	pages := NewPages(c, 1<<20)
	for _, e := range c.All() {
		h := model.Hit{Entry: e, Code: e.Code}
		for _, w := range []int{40, 57, 80} {
			shown := lettersAndDigits(strings.Join(pages.Page(h, w, math.MaxInt, theme.Plain()).Lines, "\n"))
			for _, want := range append(linkedTexts(c, h), ownTexts(e)...) {
				if !strings.Contains(shown, lettersAndDigits(want)) {
					t.Errorf("%s at width %d: the page does not show %q", e.Stem, w, want)
				}
			}
		}
		for _, w := range []int{120, 200} { // in two columns, the words of a sentence are not one after the other
			shown := wordsOf(strings.Join(Entry(c, h, w, theme.Plain()).Lines, "\n"))
			slices.Sort(shown)
			for _, want := range linkedTexts(c, h) {
				if !hasWords(shown, want) {
					t.Errorf("%s at width %d: the page does not show %q", e.Stem, w, want)
				}
			}
		}
	}
}

// linkedTexts returns the texts of facts and links that the page of a hit has to show.
func linkedTexts(c *model.Catalog, h model.Hit) []string {
	var texts []string
	for _, f := range h.FactLines() {
		texts = append(texts, f.Label, f.Words)
	}
	for _, l := range h.Entry.Links {
		texts = append(texts, l.Reason, model.ConditionWords(l.Condition))
		if to := c.Target(h.Entry, l); to != nil {
			texts = append(texts, linkName(to))
		}
	}
	for _, s := range h.Entry.Specs {
		texts = append(texts, s.Title())
	}
	return texts
}

// ownTexts returns the other texts that the page of an entry has to show. The name is left
// out, because the standing may be between its lines.
func ownTexts(e *model.Entry) []string {
	texts := append([]string{Standing(e), e.Summary}, e.Aliases...)
	for _, k := range e.Constants {
		texts = append(texts, k.Name)
	}
	for line := range strings.Lines(e.Body()) {
		if !strings.HasPrefix(line, "```") {
			texts = append(texts, line)
		}
	}
	return texts
}

// lettersAndDigits returns the letters and digits of a text, wherever it is broken into lines.
func lettersAndDigits(s string) string { return strings.Join(wordsOf(s), "") }

// hasWords reports whether sorted words contain every word of a text. Long words may be
// broken, so they do not count.
func hasWords(sorted []string, s string) bool {
	return !slices.ContainsFunc(wordsOf(s), func(word string) bool {
		_, found := slices.BinarySearch(sorted, word)
		return !found && len(word) <= 16
	})
}

// wordsOf returns the words of a text, without punctuation and the marks of Markdown.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// embedded returns the catalog of the embedded entries.
func embedded(t *testing.T) *model.Catalog {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
