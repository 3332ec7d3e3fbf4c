package serve

import (
	"container/list"
	"net"
)

// connQueue holds connections in the order in which they came. It is not safe for
// concurrent use.
type connQueue struct {
	order *list.List // of net.Conn, the oldest first
	at    map[net.Conn]*list.Element
}

func newConnQueue() connQueue {
	return connQueue{order: list.New(), at: map[net.Conn]*list.Element{}}
}

func (q connQueue) len() int { return q.order.Len() }

// push adds a connection at the end.
func (q connQueue) push(c net.Conn) { q.at[c] = q.order.PushBack(c) }

// remove removes a connection. It does nothing if the connection is not there.
func (q connQueue) remove(c net.Conn) {
	if e := q.at[c]; e != nil {
		q.order.Remove(e)
		delete(q.at, c)
	}
}

// closeOldest removes the connection that has been there longest, closes it, and
// returns it. The queue must not be empty.
func (q connQueue) closeOldest() net.Conn {
	c := q.order.Front().Value.(net.Conn)
	q.remove(c)
	_ = c.Close() // the goroutine that reads from it gets an error
	return c
}
