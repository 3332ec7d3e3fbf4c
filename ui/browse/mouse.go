package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/layout"
)

// wheelLines is the number of lines that one step of the wheel scrolls.
const wheelLines = 3

// handleWheel scrolls the overlay that is open, or the pane under the pointer.
func (m *Model) handleWheel(msg tea.MouseWheelMsg) {
	steps := 1
	switch msg.Button {
	case tea.MouseWheelUp:
		steps = -1
	case tea.MouseWheelDown:
	default:
		return
	}
	switch m.mode() {
	case helpMode:
		m.scrollHelp(steps * wheelLines)
	case pickMode:
		m.picker.Move(steps)
	case compareMode:
		m.comparison.Scroll(steps * wheelLines)
	case typeMode, readMode, listMode:
		m.scrollPane(msg.X, msg.Y, steps*wheelLines)
	}
}

// scrollPane scrolls the pane under the pointer by n lines.
func (m *Model) scrollPane(x, y, n int) {
	switch {
	case m.isOver(m.frame.Detail, detailPane, x, y):
		m.renderFullPage()
		m.detail.Scroll(n)
	case m.isOver(m.frame.List, listPane, x, y):
		m.scrollList(n)
	}
}

// scrollList scrolls the list by n lines, which may move the cursor of the list.
func (m *Model) scrollList(n int) {
	before, _ := m.currentList().Selected()
	m.currentList().Scroll(n)
	if m.baseMode() == readMode {
		return // Don't replace the page while the user is reading it.
	}
	if now, ok := m.currentList().Selected(); ok && now.Hit != before.Hit {
		m.showSelected()
	}
}

// isOver reports whether a cell is in the pane p, which has the rectangle r, and the pane
// is visible.
func (m *Model) isOver(r layout.Rect, p pane, x, y int) bool {
	return r.Contains(x, y) && (m.frame.SideBySide || m.focus == p)
}

// handleClick handles a click of the left mouse button. Other buttons do nothing.
func (m *Model) handleClick(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	m.notice = ""
	switch m.mode() {
	case helpMode:
		m.isHelpOpen = false
	case pickMode:
		return m.clickPicker(msg.X, msg.Y)
	case compareMode:
		m.closeComparison()
	case typeMode, readMode, listMode:
		return m.clickFrame(msg.X, msg.Y)
	}
	return nil
}

// clickPicker chooses the item under the pointer. A click outside the overlay closes it.
func (m *Model) clickPicker(x, y int) tea.Cmd {
	r := m.pickerRect()
	if !r.Contains(x, y) {
		m.picker.Close()
		return nil
	}
	if m.picker.Click(y - r.Y) {
		return m.choose()
	}
	return nil
}

// clickFrame handles a click on the header, the divider or a pane, while no overlay and no
// comparison is open.
func (m *Model) clickFrame(x, y int) tea.Cmd {
	f := m.frame
	switch {
	case f.Divider.Contains(x, y):
		m.isDraggingDivider = true
	case f.Header.Contains(x, y):
		if p, ok := m.tabAt(x); ok {
			return m.switchTab(p)
		}
		return m.startTyping()
	case m.isOver(f.Detail, detailPane, x, y):
		return m.clickPage(x-f.Detail.X, y-f.Detail.Y)
	case m.isOver(f.List, listPane, x, y):
		m.clickList(y - f.List.Y)
	}
	return nil
}

// clickPage follows the link at a cell of the page. If there is no link, it moves the
// focus to the page.
func (m *Model) clickPage(x, y int) tea.Cmd {
	if to := m.detail.TargetAt(x, y); to != nil {
		return m.openTarget(to)
	}
	m.focusPage()
	return nil
}

// clickList moves the focus to the list, and selects the item in row y. If that row is a
// heading, it selects nothing.
func (m *Model) clickList(y int) {
	if m.currentList().Click(y) {
		m.setFocus(listPane)
		m.showSelected()
		return
	}
	m.backToList()
}

// dragDivider moves the divider to column x, if the user has pressed the mouse button on
// the divider and still holds it down.
func (m *Model) dragDivider(x int) {
	if m.isDraggingDivider {
		m.listWidth = max(x-1, 1)
		m.resize(m.frame.Width, m.frame.Height)
	}
}

// tabAt returns the protocol whose tab is at column x of the header. It returns false if
// no tab is there.
func (m *Model) tabAt(x int) (model.Protocol, bool) {
	start := m.titleWidth()
	for _, p := range model.Protocols() {
		end := start + m.tabWidth(p)
		if x >= start && x < end {
			return p, true
		}
		start = end
	}
	return 0, false
}
