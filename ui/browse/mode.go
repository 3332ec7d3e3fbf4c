package browse

// mode is the part of the browser that keys go to. Keys, the mouse, pastes, the hints
// and the frame each depend on it in one exhaustive switch.
type mode uint8

const (
	listMode    mode = iota // the list
	readMode                // the page
	typeMode                // the search box
	compareMode             // two entries side by side
	pickMode                // the overlay that asks the user to choose
	helpMode                // the overlay that lists the keys
)

// mode returns the current mode. An overlay comes before the modes below it.
func (m *Model) mode() mode {
	switch {
	case m.helpOpen:
		return helpMode
	case m.picker.Open():
		return pickMode
	}
	return m.baseMode()
}

// baseMode returns the mode below the overlays. Header and panes are drawn for it.
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

// setFocus moves the focus to a pane, and out of the search box.
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
