package browse

import (
	"teapot/model"
	"teapot/ui/browse/detail"
)

// visit is a page that was read, and the place where the user left it.
type visit struct {
	hit   model.Hit
	place detail.Place
}

// history holds the pages before and after the one that is shown, as a web browser
// does. The last element of each slice is the nearest.
type history struct {
	behind, ahead []visit
}

// maxHistory bounds the number of pages to go back to.
const maxHistory = 200

// push adds a page that is replaced by a new one. The pages ahead are dropped.
func (h *history) push(v visit) {
	h.behind = append(h.behind, v)
	if len(h.behind) > maxHistory {
		h.behind = h.behind[1:]
	}
	h.ahead = nil
}

// back returns the page before the current one, and false if there is none.
func (h *history) back(current visit) (visit, bool) { return step(&h.behind, &h.ahead, current) }

// forward undoes back.
func (h *history) forward(current visit) (visit, bool) { return step(&h.ahead, &h.behind, current) }

func step(from, to *[]visit, current visit) (visit, bool) {
	n := len(*from)
	if n == 0 || current.hit.Entry == nil {
		return visit{}, false
	}
	v := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, current)
	return v, true
}
