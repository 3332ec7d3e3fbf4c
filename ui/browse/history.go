package browse

import (
	"teapot/model"
	"teapot/ui/browse/detail"
)

// visit is a page that the user has read, and the place on the page when the user left
// it.
type visit struct {
	hit   model.Hit
	place detail.Place
}

// history remembers the pages that the user has left, like the history of a web browser.
type history struct {
	backStack    []visit // the pages that back returns, the next one last
	forwardStack []visit // the pages that forward returns, the next one last
}

// maxHistory is the maximum length of history.backStack.
const maxHistory = 200

// push adds a page that the user leaves by opening a new one. Going forward is not
// possible then, so push empties the forward stack.
func (h *history) push(v visit) {
	h.backStack = append(h.backStack, v)
	if len(h.backStack) > maxHistory {
		h.backStack = h.backStack[1:]
	}
	h.forwardStack = nil
}

// back goes back in the history, and returns the page to show. It returns false if there
// is no such page.
func (h *history) back(current visit) (visit, bool) {
	return moveVisit(&h.backStack, &h.forwardStack, current)
}

// forward undoes the last call of back, and returns the page to show. It returns false if
// there is no such page.
func (h *history) forward(current visit) (visit, bool) {
	return moveVisit(&h.forwardStack, &h.backStack, current)
}

// moveVisit removes the last page from one stack and returns it. It adds the current page
// to the other stack.
func moveVisit(from, to *[]visit, current visit) (visit, bool) {
	n := len(*from)
	if n == 0 || current.hit.Entry == nil {
		return visit{}, false
	}
	v := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, current)
	return v, true
}
