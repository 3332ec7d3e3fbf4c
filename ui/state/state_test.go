package state

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
)

// memory is a folder in memory.
type memory struct {
	files           map[string]string // file contents by name
	noRead, noWrite bool              // Read fails, and Write fails
	noLock          bool              // Lock fails
	locked          bool              // the lock is taken
	onLock          func()            // called when the lock is taken; may be nil
}

func (m *memory) Lock() (release func(), err error) {
	if m.noLock || m.locked {
		return nil, errors.New("locked")
	}
	m.locked = true
	if m.onLock != nil {
		m.onLock()
	}
	return func() { m.locked = false }, nil
}

func (m *memory) Read(name string, limit int64) ([]byte, error) {
	if m.noRead {
		return nil, fs.ErrPermission
	}
	c, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(c[:min(int64(len(c)), limit)]), nil
}

func (m *memory) Write(name string, content []byte) error {
	if m.noWrite || !m.locked {
		return errors.New("no space left")
	}
	m.files[name] = string(content)
	return nil
}

func (m *memory) Rename(from, to string) error {
	if !m.locked {
		return errors.New("not locked")
	}
	m.files[to] = m.files[from]
	delete(m.files, from)
	return nil
}

// TestSave checks that another store loads the changes that a store has saved.
func TestSave(t *testing.T) {
	m := &memory{files: map[string]string{}}
	s := NewStore(m)
	if got, err := s.Load(); err != nil || !reflect.DeepEqual(got, State{}) {
		t.Errorf("without a file: %+v, %v", got, err)
	}
	for _, c := range []Change{{Tab: "smtp"}, {Added: "http/status/404"}, {Added: "b"}, {Added: "http/status/599-müller & söhne%"}, {Added: "smtp/replies/550"}, {Added: "b"}, {Removed: "b"}, {Removed: "c"}} {
		if err := s.Saver(c)(); err != nil {
			t.Fatal(err)
		}
	}
	want := State{Tab: "smtp", Favorites: []string{"http/status/404", "http/status/599-müller & söhne%", "smtp/replies/550"}}
	if got, err := NewStore(m).Load(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestOrder checks that changes are applied in the order in which Saver was called, even
// if the functions that it returned are called in another order.
func TestOrder(t *testing.T) {
	m := &memory{files: map[string]string{}}
	s := NewStore(m)
	first, second := s.Saver(Change{Tab: "http", Added: "a"}), s.Saver(Change{Tab: "smtp", Removed: "a"})
	if err := errors.Join(second(), first()); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Load(); got.Tab != "smtp" || len(got.Favorites) > 0 {
		t.Errorf("an older change has overwritten a newer one: %+v", got)
	}
}

// TestTwoBrowsers checks that a browser does not overwrite the changes of another browser
// that runs at the same time, nor the lines of a later version.
func TestTwoBrowsers(t *testing.T) {
	m := &memory{files: map[string]string{file: "note: some words\nfavourite: a\n"}}
	one, two := NewStore(m), NewStore(m)
	for _, s := range []*Store{one, two} {
		if _, err := s.Load(); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(one.Saver(Change{Added: "b"})(), two.Saver(Change{Tab: "smtp"})(), two.Saver(Change{Added: "c"})(), one.Saver(Change{Removed: "a"})()); err != nil {
		t.Fatal(err)
	}
	if want := "tab: smtp\nfavourite: b\nfavourite: c\nnote: some words\n"; m.files[file] != want {
		t.Errorf("got %q, want %q", m.files[file], want)
	}
}

// TestUnreadable checks that a file which cannot be read is not replaced, and that a
// change which could not be written is written with the next one.
func TestUnreadable(t *testing.T) {
	m := &memory{files: map[string]string{file: "favourite: a\n"}, noRead: true}
	s := NewStore(m)
	if _, err := s.Load(); err == nil {
		t.Error("Load returns no error")
	}
	if err := s.Saver(Change{Added: "b"})(); err == nil || m.files[file] != "favourite: a\n" {
		t.Errorf("got %q, %v", m.files[file], err)
	}
	m.noRead, m.noWrite = false, true
	if err := s.Saver(Change{Added: "c"})(); err == nil {
		t.Error("the saver returns no error")
	}
	m.noWrite = false
	if err := s.Saver(Change{Tab: "http"})(); err != nil || m.files[file] != "tab: http\nfavourite: a\nfavourite: b\nfavourite: c\n" {
		t.Errorf("got %q, %v", m.files[file], err)
	}
}

// TestDamagedAfterLoad checks that Saver renames a file that was damaged after Load read
// it, and writes the state that was loaded, with the change.
func TestDamagedAfterLoad(t *testing.T) {
	m := &memory{files: map[string]string{file: "tab: smtp\nfavourite: a\n"}}
	s := NewStore(m)
	if _, err := s.Load(); err != nil {
		t.Fatal(err)
	}
	m.files[file] = "damaged"
	if err := s.Saver(Change{Added: "b"})(); err == nil || !strings.Contains(err.Error(), damagedFile) {
		t.Errorf("got %v", err)
	}
	if m.files[file] != "tab: smtp\nfavourite: a\nfavourite: b\n" || m.files[damagedFile] != "damaged" {
		t.Errorf("got %q", m.files)
	}
}

// TestDamaged checks that Load renames a file that it cannot parse.
func TestDamaged(t *testing.T) {
	for _, content := range []string{
		"\x00\x01", "tab smtp", "favourite: a b", "favourite: caf\u00e9", "favourite: %zz", "favourite: " + strings.Repeat("x", maxName+1),
		"tab: \x1b[2J", "other: \x1b[2J", "other: \xff", strings.Repeat("x", maxSize+1), ": x",
	} {
		m := &memory{files: map[string]string{file: content}}
		got, err := NewStore(m).Load()
		if err == nil || !reflect.DeepEqual(got, State{}) {
			t.Errorf("%.20q is read as %+v, %v", content, got, err)
		}
		if m.files[damagedFile] != content || m.files[file] != "" {
			t.Errorf("%.20q is not renamed", content)
		}
	}
}

// TestLock checks that nothing is written without the lock, and that the lock is released.
// It also checks that a damaged file is not renamed if another process has replaced it by
// a good one before the lock was taken.
func TestLock(t *testing.T) {
	m := &memory{files: map[string]string{file: "damaged"}, noLock: true}
	s := NewStore(m)
	if _, err := s.Load(); err == nil || m.files[file] != "damaged" {
		t.Errorf("without the lock: %v, %q", err, m.files)
	}
	if err := s.Saver(Change{Added: "b"})(); err == nil || m.files[file] != "damaged" {
		t.Errorf("without the lock: %v, %q", err, m.files)
	}
	m.noLock, m.onLock = false, func() { m.files[file] = "favourite: a\n" }
	if got, err := s.Load(); err != nil || !reflect.DeepEqual(got.Favorites, []string{"a"}) || m.files[damagedFile] != "" {
		t.Errorf("replaced before the lock was taken: %+v, %v, %q", got, err, m.files)
	}
	m.onLock = nil
	if err := s.Saver(Change{Added: "c"})(); err != nil || m.files[file] != "favourite: a\nfavourite: b\nfavourite: c\n" || m.locked {
		t.Errorf("%v, %q, locked: %t", err, m.files, m.locked)
	}
}

// TestDamagedLine checks that the error has the number of the damaged line.
func TestDamagedLine(t *testing.T) {
	if _, err := Parse("tab: http\n\nfavourite a\n"); err == nil || err.Error() != "line 3 of the state file is damaged" {
		t.Errorf("got %v", err)
	}
}

// TestLaterVersions checks that lines of later versions, with unknown keys, are read.
func TestLaterVersions(t *testing.T) {
	got, err := Parse("tab: http\r\nsomething: new, of several words\n\nfavourite: a\nfavourite: a\n")
	if err != nil || !reflect.DeepEqual(got, State{Tab: "http", Favorites: []string{"a"}, Other: []string{"something: new, of several words"}}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// FuzzParse checks that a state is the same after formatting and parsing it.
func FuzzParse(f *testing.F) {
	f.Add("tab: smtp\nfavourite: http/status/404\n")
	f.Add("favourite: " + strings.Repeat("!", maxName)) // three times as long when escaped
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		if reparsed, err := Parse(s.String()); err != nil || !reflect.DeepEqual(reparsed, s) {
			t.Errorf("%q is parsed as %+v, and its String as %+v, %v", text, s, reparsed, err)
		}
	})
}
