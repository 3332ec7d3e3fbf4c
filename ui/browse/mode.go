package browse

// mode is what has the keys. Keys, the mouse, pastes, the hints and the frame each
// depend on it in one exhaustive switch.
type mode uint8

const (
	listMode    mode = iota // the list has the focus
	readMode                // the page has the focus
	typeMode                // the search box has the focus
	compareMode             // two entries stand side by side
	pickMode                // an overlay asks the user to choose
	helpMode                // an overlay lists the keys
)

// mode returns what has the keys. An overlay comes before what is below it.
func (m *Model) mode() mode {
	switch {
	case m.helpOpen:
		return helpMode
	case m.picker.Open():
		return pickMode
	}
	return m.baseMode()
}

// baseMode returns the mode without the overlays: what the header and the panes
// show.
func (m *Model) baseMode() mode {
	switch {
	case m.comparing():
		return compareMode
	case m.typing:
		return typeMode
	case m.focus == onDetail:
		return readMode
	}
	return listMode
}

// pane is one of the two panes.
type pane uint8

const (
	onList pane = iota
	onDetail
)

// setFocus moves the keys to a pane, and out of the search box.
func (m *Model) setFocus(p pane) {
	m.focus, m.typing = p, false
	m.updateFocus()
}

// updateFocus tells the panes which of them has the focus.
func (m *Model) updateFocus() {
	for i := range m.lists {
		m.lists[i].SetFocused(m.focus == onList)
	}
	m.detail.SetFocused(m.focus == onDetail && !m.typing)
}
