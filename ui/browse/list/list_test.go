package list

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"teapot/model"
	"teapot/ui/theme"
)

// codeList returns a list that is 6 rows high and has the groups of [groups].
func codeList() *Model {
	m := &Model{}
	m.SetTheme(theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor}))
	m.SetSize(30, 6)
	m.SetFocused(true)
	m.SetGroups(groups(), 0)
	return m
}

// groups returns three groups of four codes each, and an empty group.
func groups() []Group {
	var gs []Group
	for _, class := range []int{1, 2, 3} {
		g := Group{Code: fmt.Sprint(class, "xx"), Title: "Class"}
		for n := range 4 {
			code := fmt.Sprintf("%d0%d", class, n)
			g.Items = append(g.Items, Item{Hit: model.Hit{Code: code, Entry: &model.Entry{
				Kind: model.Status, Code: code, Name: "Name " + code, Standing: model.Standard,
			}}})
		}
		gs = append(gs, g)
	}
	return append(gs, Group{Title: "Nothing here"})
}

// screen returns the text that the list shows, without colors and without spaces at the
// ends of lines.
func screen(m *Model) string {
	var b strings.Builder
	for _, l := range m.View() {
		b.WriteString(strings.TrimRight(ansi.Strip(l), " ") + "\n")
	}
	return b.String()
}

// wantScreen fails the test if the list does not show want.
func wantScreen(t *testing.T, m *Model, want string) {
	t.Helper()
	if got := screen(m); got != strings.TrimPrefix(want, "\n") {
		t.Errorf("got\n%swant%s", got, want)
	}
}

// TestHeadings checks which headings are visible when the cursor moves and the list
// scrolls.
func TestHeadings(t *testing.T) {
	m := codeList()
	wantScreen(t, m, `
1xx Class
▌ 100 Name 100
  101 Name 101
  102 Name 102
  103 Name 103
2xx Class
`)
	m.Move(4) // to the first item of the next group, past the heading
	wantScreen(t, m, `
1xx Class
  101 Name 101
  102 Name 102
  103 Name 103
2xx Class
▌ 200 Name 200
`)
	m.Move(3) // the heading 1xx has scrolled away, and is drawn over the last item of its group
	wantScreen(t, m, `
1xx Class
2xx Class
  200 Name 200
  201 Name 201
  202 Name 202
▌ 203 Name 203
`)
	m.End()
	wantScreen(t, m, `
2xx Class
3xx Class
  300 Name 300
  301 Name 301
  302 Name 302
▌ 303 Name 303
`)
	m.Move(-1)
	m.Scroll(-1)
	wantScreen(t, m, `
2xx Class
  203 Name 203
3xx Class
  300 Name 300
  301 Name 301
▌ 302 Name 302
`)
}

// TestSticky checks that a sticky heading never hides the selected row.
func TestSticky(t *testing.T) {
	m := codeList()
	m.End()
	for range 12 {
		m.Move(-1)
		if !strings.Contains(screen(m), "▌") {
			t.Fatalf("the selected row %d is hidden:\n%s", m.Position(), screen(m))
		}
	}
	m.Move(7)
	m.Move(-2)
	if got := screen(m); !strings.HasPrefix(got, "1xx") && !strings.HasPrefix(got, "2xx") {
		t.Errorf("no heading at the top:\n%s", got)
	}
}

func TestFirstAndLastItem(t *testing.T) {
	m := codeList()
	m.Move(-1)
	if m.Position() != 0 {
		t.Error("the cursor is above the first item")
	}
	m.Page(100)
	if m.Position() != 11 {
		t.Errorf("beyond the end, item %d is selected", m.Position())
	}
	m.Home()
	if it, ok := m.Selected(); !ok || it.Code != "100" || m.Position() != 0 || m.Len() != 12 {
		t.Errorf("after Home %v is selected, item %d of %d", it.Code, m.Position(), m.Len())
	}
}

func TestScroll(t *testing.T) {
	m := codeList()
	m.Scroll(3)
	if it, _ := m.Selected(); it.Code != "103" {
		t.Errorf("after scrolling %s is selected, want the first visible row, 103\n%s", it.Code, screen(m))
	}
	m.Scroll(100)
	m.Scroll(-100)
	if got := screen(m); !strings.Contains(got, "▌") {
		t.Errorf("the cursor is not visible:\n%s", got)
	}
}

func TestClick(t *testing.T) {
	m := codeList()
	for _, tt := range []struct {
		y    int
		ok   bool
		code string
	}{{2, true, "101"}, {0, false, "101"}, {5, false, "101"}, {-1, false, "101"}, {6, false, "101"}} {
		if got := m.Click(tt.y); got != tt.ok {
			t.Errorf("Click(%d) = %v", tt.y, got)
		}
		if it, _ := m.Selected(); it.Code != tt.code {
			t.Errorf("after Click(%d) %s is selected, want %s", tt.y, it.Code, tt.code)
		}
	}
}

// TestClickSticky checks that a click on the sticky heading does not select the row
// below it.
func TestClickSticky(t *testing.T) {
	m := codeList()
	m.Move(7)
	if it, _ := m.Selected(); m.Click(0) || m.Click(1) || it.Code != "203" {
		t.Errorf("a click on a heading selects %s:\n%s", it.Code, screen(m))
	}
	if m.Click(2); m.Position() != 4 {
		t.Errorf("a click below the headings selects item %d", m.Position())
	}
}

// TestOneRow checks that a list of one row shows the selected item.
func TestOneRow(t *testing.T) {
	m := codeList()
	m.SetSize(30, 1)
	for n := range 12 {
		if got, want := screen(m), fmt.Sprintf("▌ %[1]d0%[2]d Name %[1]d0%[2]d\n", n/4+1, n%4); got != want {
			t.Errorf("item %d: %q, want %q", n, got, want)
		}
		if !m.Click(0) {
			t.Errorf("item %d cannot be clicked", n)
		}
		m.Page(1)
	}
}

// TestTags checks which entries have a tag at the right edge, and what it says.
func TestTags(t *testing.T) {
	for want, e := range map[string]*model.Entry{
		"Name\n": {Standing: model.Standard}, "Name draft\n": {Standing: model.Draft}, "Name Acme\n": {Standing: model.Unofficial, Vendor: "Acme"},
		"Name unofficial\n": {Standing: model.Unofficial, Vendor: "various"},
	} {
		e.Code, e.Name = "499", "Name"
		m := codeList()
		m.SetSize(30, 2)
		m.SetGroups([]Group{{Title: "x", Items: []Item{{Hit: model.Hit{Entry: e, Code: e.Code}}}}}, 0)
		if got := strings.Join(strings.Fields(screen(m)), " ") + "\n"; !strings.HasSuffix(got, "499 "+want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEmpty(t *testing.T) {
	m := codeList()
	m.SetGroups(nil, 0)
	if _, ok := m.Selected(); ok || m.Len() != 0 || m.Position() != 0 {
		t.Error("an empty list has a selection")
	}
	m.Move(1)
	m.Page(-1)
	m.Scroll(1)
	m.Home()
	m.End()
	m.Click(0)
	wantScreen(t, m, "\n"+strings.Repeat("\n", 6))
}

// TestInvariants checks that, at every size and every position of the cursor, one row is
// selected, and every line is as wide as the list.
func TestInvariants(t *testing.T) {
	for w := range 40 {
		for h := range 20 {
			m := codeList()
			m.SetSize(w, h)
			for range 12 {
				lines := m.View()
				selectedRows := 0
				for _, l := range lines {
					if ansi.StringWidth(l) != w {
						t.Fatalf("%dx%d: %q is %d wide", w, h, l, ansi.StringWidth(l))
					}
					selectedRows += strings.Count(l, "▌")
				}
				if w > 8 && h > 1 && selectedRows != 1 {
					t.Fatalf("%dx%d: %d rows are selected\n%s", w, h, selectedRows, screen(m))
				}
				m.Move(1)
			}
		}
	}
}

// TestMarks checks that the marked characters of a row are highlighted.
func TestMarks(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Profile: colorprofile.TrueColor})
	m := &Model{}
	m.SetTheme(th)
	m.SetSize(40, 3)
	e := &model.Entry{Kind: model.Status, Code: "404", Name: "Not Found", Standing: model.Unofficial, Vendor: "Acme"}
	m.SetGroups([]Group{{Title: "x", Items: []Item{{Hit: model.Hit{Entry: e, Code: "404"}, Marks: []int{0, 4}, CodeMarks: 1}}}}, 0)
	line := m.View()[1]
	for _, want := range []string{th.Unfocused.Match.Render("4"), th.Unfocused.Match.Render("N"), th.Unfocused.Match.Render("F"), " Acme"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %q", want, line)
		}
	}
}
