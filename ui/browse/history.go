package browse

import (
	"teapot/model"
	"teapot/ui/browse/detail"
)

// visit is a page that was read, and where on it the reader was.
type visit struct {
	hit   model.Hit
	place detail.Place
}

// history is the pages behind and ahead of the one that is shown, as in a web
// browser.
type history struct {
	behind, ahead []visit
}

// maxHistory bounds the pages that are remembered.
const maxHistory = 200

// push remembers the page whose place another one takes. What was ahead is
// forgotten.
func (h *history) push(v visit) {
	h.behind = append(h.behind, v)
	if len(h.behind) > maxHistory {
		h.behind = h.behind[1:]
	}
	h.ahead = nil
}

// back returns the page before now, and false if there is none.
func (h *history) back(now visit) (visit, bool) { return step(&h.behind, &h.ahead, now) }

// forward undoes back.
func (h *history) forward(now visit) (visit, bool) { return step(&h.ahead, &h.behind, now) }

func step(from, to *[]visit, now visit) (visit, bool) {
	n := len(*from)
	if n == 0 || now.hit.Entry == nil {
		return visit{}, false
	}
	v := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, now)
	return v, true
}
