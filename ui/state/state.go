// Package state is what the browser remembers from one day to the next: the
// favorites, and the tab that was shown last.
//
// It knows how that is written down. It must not know the browser, and it does
// not touch the machine itself: files are handed in.
package state

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// State is what is remembered.
type State struct {
	// Tab is the protocol that was shown last, "http" or "smtp"; "" if that is
	// not known.
	Tab string
	// Favorites are entries, as "http/status/404", the first added first.
	Favorites []string
	// Other are lines of a later version: they are kept as they are.
	Other []string
}

// Change is one thing that is to be remembered. What it does not speak of stays
// as it is written down, perhaps by another browser.
type Change struct {
	Tab            string // the tab that is shown now; "" for the same
	Added, Removed string // what became a favorite, and what is none any more
}

// with is the state after a change.
func (s State) with(c Change) State {
	if c.Tab != "" {
		s.Tab = c.Tab
	}
	if c.Added != "" && !slices.Contains(s.Favorites, c.Added) {
		s.Favorites = append(s.Favorites, c.Added)
	}
	s.Favorites = slices.DeleteFunc(s.Favorites, func(f string) bool { return f == c.Removed })
	return s
}

// Files is the folder of the state, $XDG_STATE_HOME/teapot as a rule.
type Files interface {
	// Read returns a file's content; the error is fs.ErrNotExist if there is
	// none.
	Read(name string) ([]byte, error)
	// Write replaces a file at once, whole or not at all. It makes the folder
	// if need be.
	Write(name string, content []byte) error
	// Rename gives a file another name, and replaces what has it.
	Rename(from, to string) error
}

// favoriteKey starts the line of a favorite. The spelling is the one that the
// first versions wrote: changing it would lose the favorites of their users.
const favoriteKey = "favourite"

// The names of the file, and of one that nobody could read.
const (
	file    = "state"
	damaged = "state.damaged"
	// maxSize is how large a file is believed to be one, in bytes.
	maxSize = 1 << 20
)

// Store reads and writes the state. It is safe for concurrent use.
type Store struct {
	files Files

	mu      sync.Mutex
	known   State    // what was read or written last
	waiting []Change // what is not written yet, in the order in which it was asked for
}

// NewStore makes a store of the files.
func NewStore(f Files) *Store { return &Store{files: f} }

// Load returns what is remembered. A file that cannot be understood is set
// aside; the error says so, and the state is empty then.
func (s *Store) Load() (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	s.known, err = s.load()
	return s.known, err
}

func (s *Store) load() (State, error) {
	content, err := s.files.Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil
	}
	if err != nil {
		return State{}, err
	}
	state, err := Parse(string(content))
	if err == nil {
		return state, nil
	}
	if aside := s.files.Rename(file, damaged); aside != nil {
		return State{}, errors.Join(err, aside)
	}
	return State{}, &asideError{err}
}

// asideError says that a file nobody could understand has another name now.
type asideError struct{ error }

func (e *asideError) Error() string {
	return fmt.Sprintf("%v; the file is set aside as %s", e.error, damaged)
}

// Saver returns a function that writes a change down. Functions may be called in
// any order, and at the same time: whichever comes first writes all changes in the
// order in which they were asked for. What could not be written waits for the next
// call.
//
// The file is read anew each time, so that browsers which run at the same time keep
// one another's favorites. One that cannot be read is not replaced.
func (s *Store) Saver(c Change) func() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, c)
	return s.save
}

func (s *Store) save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) == 0 {
		return nil
	}
	known := s.known
	state, problem := s.load()
	if _, aside := errors.AsType[*asideError](problem); aside {
		state = State{known.Tab, slices.Clone(known.Favorites), known.Other} // nothing of what was shown is lost with the file
	} else if problem != nil {
		return problem
	}
	for _, c := range s.waiting {
		state = state.with(c)
	}
	if err := s.files.Write(file, []byte(state.String())); err != nil {
		return err
	}
	s.known, s.waiting = state, nil
	return problem
}

// String writes the state as [Parse] reads it: a line for each fact.
func (s State) String() string {
	var b strings.Builder
	if s.Tab != "" {
		fmt.Fprintf(&b, "tab: %s\n", s.Tab)
	}
	for _, f := range s.Favorites {
		fmt.Fprintf(&b, favoriteKey+": %s\n", (&url.URL{Path: f}).EscapedPath()) // files may have any name
	}
	for _, l := range s.Other {
		b.WriteString(l + "\n")
	}
	return b.String()
}

// Parse reads a state. Facts of later versions are no damage: lines whose name
// is not known are kept.
func Parse(text string) (State, error) {
	var s State
	if len(text) > maxSize {
		return s, errors.New("the state is too large to be one")
	}
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		if !s.fact(line) {
			return State{}, fmt.Errorf("line %d of the state is damaged", n+1)
		}
	}
	return s, nil
}

// fact reads a line, and reports whether it is one that could have been written.
func (s *State) fact(line string) bool {
	name, value, ok := strings.Cut(line, ": ")
	switch {
	case !ok || !isWord(name):
		return false
	case name == "tab" && isWord(value):
		s.Tab = value
	case name == favoriteKey && isWord(value):
		f, err := url.PathUnescape(value)
		if err != nil || len(f) > maxName {
			return false
		}
		if !slices.Contains(s.Favorites, f) {
			s.Favorites = append(s.Favorites, f)
		}
	case name == "tab" || name == favoriteKey || strings.ContainsFunc(value, unicode.IsControl) || !utf8.ValidString(value):
		return false
	default:
		s.Other = append(s.Other, line)
	}
	return true
}

// maxName is how long the name of an entry may be, in bytes.
const maxName = 1000

// isWord reports whether a name or a value is one that could have been written.
func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
