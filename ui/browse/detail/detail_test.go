package detail

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"teapot/model"
	"teapot/ui/render"
	"teapot/ui/theme"
)

// longPage returns a page of 20 lines that has links on the lines 2, 3 and 15.
func longPage() render.Page {
	var p render.Page
	for i := range 20 {
		p.Lines = append(p.Lines, fmt.Sprintf("line %d", i))
	}
	for _, n := range []int{2, 3, 15} {
		p.Links = append(p.Links, render.Link{
			Line: n, X: 5, Width: len(fmt.Sprint(n)), Start: 5, End: len(fmt.Sprintf("line %d", n)),
			Target: &render.Target{Hit: model.Hit{Entry: &model.Entry{Name: fmt.Sprint(n)}}},
		})
	}
	return p
}

// monochrome returns a theme that highlights the current link without colors.
func monochrome() theme.Theme { return theme.New(theme.Options{Profile: colorprofile.ASCII}) }

// view returns the lines of the pane, with | between them and [] around the current link.
func view(m *Model) string {
	begin, end, _ := strings.Cut(monochrome().Current.Render("x"), "x")
	return strings.NewReplacer(begin, "[", end, "]").Replace(strings.Join(m.View(), "|"))
}

// newPane returns a pane of 5 rows that shows longPage.
func newPane() *Model {
	m := &Model{}
	m.SetTheme(monochrome())
	m.SetSize(10, 5)
	m.SetFocused(true)
	m.SetPage(longPage(), Top())
	return m
}

// currentName returns the name of the entry that the current link leads to, or "-" if no
// link is current.
func currentName(m *Model) string {
	if to := m.Current(); to != nil {
		return to.Hit.Entry.Name
	}
	return "-"
}

// TestNextAndPrevious goes down a page and up again. Where the next link is near, a step moves to
// the link. Otherwise it scrolls by a line.
func TestNextAndPrevious(t *testing.T) {
	m := newPane()
	for i, want := range []string{
		"2 0", "3 0", "3 1", "3 2", "3 3", "- 4", "- 5", "- 6", "- 7", "- 8", "- 9", "- 10", "15 11", "15 12", "15 13", "15 14", "15 15", "15 15",
	} {
		m.Next()
		if got := fmt.Sprintf("%s %d", currentName(m), m.Place().Offset); got != want {
			t.Fatalf("step %d down: link and offset %s, want %s", i+1, got, want)
		}
	}
	for i, want := range []string{"15 14", "15 13", "15 12", "15 11", "- 10", "- 9", "- 8", "- 7", "- 6", "- 5", "- 4", "3 3", "2 2", "2 1", "2 0", "2 0"} {
		m.Previous()
		if got := fmt.Sprintf("%s %d", currentName(m), m.Place().Offset); got != want {
			t.Fatalf("step %d up: link and offset %s, want %s", i+1, got, want)
		}
	}
}

func TestPlaceIsRestored(t *testing.T) {
	m := newPane()
	m.Next()
	m.Next()
	place := m.Place()
	m.SetPage(render.Page{}, Top())
	m.SetPage(longPage(), place)
	if currentName(m) != "3" || m.Place() != place {
		t.Errorf("back on the page: link %s at %+v, want %+v", currentName(m), m.Place(), place)
	}
	m.SetPage(render.Page{Lines: []string{"one"}}, Place{Offset: 17, Link: 2})
	if m.Current() != nil || m.View()[0] != "one" {
		t.Errorf("a place beyond the end of the page shows %q", m.View())
	}
}

// TestNewWidth checks that the pane shows the same part of the text after the page was
// wrapped at a different width, even if the pane was large enough for the whole page in
// between.
func TestNewWidth(t *testing.T) {
	m := newPane()
	m.Scroll(10)
	m.SetPage(render.Page{Lines: append(longPage().Lines, longPage().Lines...)}, m.Place())
	if got := m.View()[0]; got != "line 0" { // which is line 20 of 40, in the middle as before
		t.Errorf("with twice as many lines, the first line is %q", got)
	}
	m.SetSize(10, 50)
	m.SetPage(longPage(), m.Place())
	if got := m.View()[0]; got != "line 0" {
		t.Errorf("in a pane that fits the page, the first line is %q", got)
	}
	m.SetSize(10, 5)
	if got := m.View()[0]; got != "line 10" {
		t.Errorf("at the old size, the first line is %q", got)
	}
	m.Next() // moves to the link on line 15, or scrolls towards it
	for m.Current() == nil {
		m.Next()
	}
	m.SetSize(10, 1)
	if got := view(m); got != "line [15]" {
		t.Errorf("the line of the current link is not visible, but %q", got)
	}
}

func TestScroll(t *testing.T) {
	m := newPane()
	for _, step := range []struct {
		do      func()
		offset  int
		percent string
	}{
		{func() {}, 0, "top"},
		{func() { m.Page(1) }, 4, "26%"},
		{m.End, 15, "end"},
		{func() { m.Page(1) }, 15, "end"},
		{func() { m.Page(-1) }, 11, "73%"},
		{m.Home, 0, "top"},
		{func() { m.Scroll(-3) }, 0, "top"},
		{func() { m.SetSize(10, 30) }, 0, ""},
	} {
		step.do()
		if got := m.Place().Offset; got != step.offset || m.Percent() != step.percent {
			t.Errorf("offset %d, %q; want %d, %q", got, m.Percent(), step.offset, step.percent)
		}
	}
}

func TestView(t *testing.T) {
	m := newPane()
	m.Next()
	if got := view(m); got != "line 0|line 1|line [2]|line 3|line 4" {
		t.Errorf("got %q", got)
	}
	m.SetFocused(false)
	if got := m.View()[2]; got != "line 2" {
		t.Errorf("without the focus, the current link is highlighted: %q", got)
	}
}

// TestLowerPane checks that a pane scrolls to the current link when it becomes too low
// to show it, and scrolls back when it is high enough again.
func TestLowerPane(t *testing.T) {
	m := newPane()
	m.Next()
	m.Next()
	m.SetSize(10, 2)
	if got := view(m); got != "line 2|line [3]" {
		t.Errorf("got %q", got)
	}
	m.SetSize(10, 4)
	if got := view(m); got != "line 0|line 1|line 2|line [3]" {
		t.Errorf("got %q", got)
	}
}

func TestTargetAt(t *testing.T) {
	m := newPane()
	if e := m.TargetAt(5, 2); e == nil || e.Hit.Entry.Name != "2" {
		t.Errorf("TargetAt a cell of the link returns %v", e)
	}
	for _, cell := range [][2]int{{4, 2}, {7, 2}, {5, 1}} {
		if e := m.TargetAt(cell[0], cell[1]); e != nil {
			t.Errorf("TargetAt %v, where no link is, returns %v", cell, e)
		}
	}
}
