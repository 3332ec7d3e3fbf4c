package serve

import (
	"container/list"
	"net"
)

// connQueue is a queue of connections from which any connection can be removed quickly. It is
// not safe for concurrent use.
type connQueue struct {
	order    *list.List                 // the queue: values of the type net.Conn, the oldest first
	elements map[net.Conn]*list.Element // the element of each connection in order
}

func newConnQueue() connQueue {
	return connQueue{order: list.New(), elements: map[net.Conn]*list.Element{}}
}

func (q connQueue) len() int { return q.order.Len() }

// push adds a connection at the end of the queue.
func (q connQueue) push(c net.Conn) { q.elements[c] = q.order.PushBack(c) }

// remove removes a connection from the queue, if the queue holds it.
func (q connQueue) remove(c net.Conn) {
	if e := q.elements[c]; e != nil {
		q.order.Remove(e)
		delete(q.elements, c)
	}
}

// closeOldest removes the first connection of the queue, closes it, and returns it. The queue
// must not be empty.
func (q connQueue) closeOldest() net.Conn {
	c := q.order.Front().Value.(net.Conn)
	q.remove(c)
	_ = c.Close() // the goroutine that reads from the connection gets an error
	return c
}
