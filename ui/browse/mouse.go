package browse

import (
	tea "charm.land/bubbletea/v2"

	"teapot/model"
	"teapot/ui/browse/detail"
	"teapot/ui/layout"
	"teapot/ui/text"
)

// wheelLines is how far one step of the wheel scrolls.
const wheelLines = 3

// wheel scrolls the pane under the pointer.
func (m *Model) wheel(msg tea.MouseWheelMsg) {
	n := wheelLines
	switch msg.Button {
	case tea.MouseWheelUp:
		n = -n
	case tea.MouseWheelDown:
	default:
		return
	}
	switch {
	case m.help:
		m.scrollHelp(n)
	case m.picker.Open():
		m.picker.Move(n / wheelLines)
	case m.comparing():
		m.contrast.Scroll(n)
	case m.over(m.frame.Detail, onDetail, msg.X, msg.Y):
		m.drawWhole()
		m.detail.Scroll(n)
	case m.over(m.frame.List, onList, msg.X, msg.Y):
		m.scrollList(n)
	}
}

// scrollList scrolls the list, which may take the cursor along. Who reads is not
// disturbed.
func (m *Model) scrollList(n int) {
	before, _ := m.list().Selected()
	m.list().Scroll(n)
	if now, ok := m.list().Selected(); ok && now.Hit != before.Hit && (m.focus == onList || m.typing) {
		m.showSelected()
	}
}

// over reports whether the cell lies in the pane, and the pane is shown.
func (m *Model) over(r layout.Rect, p pane, x, y int) bool {
	return r.Contains(x, y) && (m.frame.Both || m.focus == p)
}

// click does what stands under the pointer: a tab, a row, a link.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	m.notice = ""
	list, page := m.frame.List, m.frame.Detail
	switch {
	case m.help:
		m.help = false
	case m.picker.Open():
		return m.clickPicker(msg.X, msg.Y)
	case m.comparing():
		m.compared = [2]model.Hit{}
	case m.frame.Divider.Contains(msg.X, msg.Y):
		m.dragging = true
	case m.frame.Header.Contains(msg.X, msg.Y):
		if p, ok := m.tabAt(msg.X); ok {
			return m.changeProtocol(p)
		}
		return m.startTyping()
	case m.over(page, onDetail, msg.X, msg.Y):
		m.clickPage(msg.X-page.X, msg.Y-page.Y)
	case m.over(list, onList, msg.X, msg.Y):
		if m.list().Click(msg.Y - list.Y) {
			m.setFocus(onList)
			m.showSelected()
		} else {
			m.leave()
		}
	}
	return nil
}

// drag moves the divider to the pointer.
func (m *Model) drag(msg tea.MouseMotionMsg) {
	if m.dragging {
		m.split = max(msg.X-1, 1)
		m.resize(m.frame.Width, m.frame.Height)
	}
}

// clickPicker chooses what stands under the pointer; elsewhere it closes what is
// asked.
func (m *Model) clickPicker(x, y int) tea.Cmd {
	r := m.frame.Overlay(m.picker.Size())
	if !r.Contains(x, y) {
		m.picker.Close()
		return nil
	}
	if m.picker.Click(y - r.Y) {
		return m.choose()
	}
	return nil
}

// clickPage follows the link at a cell of the page; elsewhere it gives the page
// the focus.
func (m *Model) clickPage(x, y int) {
	to := m.detail.Click(x, y)
	if to == nil {
		m.read()
		return
	}
	m.remember()
	m.open(visit{model.Hit{Entry: to, Code: to.Code}, detail.Top()})
}

// tabAt returns the protocol whose tab is drawn at the column.
func (m *Model) tabAt(x int) (model.Protocol, bool) {
	end := text.Width(m.title())
	for _, p := range model.Protocols() {
		if !m.tabShown(p) {
			continue
		}
		start := end
		end += text.Width(m.tab(p))
		if x >= start && x < end {
			return p, true
		}
	}
	return 0, false
}
