package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"teapot/data"
	"teapot/model"
)

// allHits returns the embedded catalog and a hit for each of its entries.
func allHits(t *testing.T) (*model.Catalog, []model.Hit) {
	t.Helper()
	c, err := data.Load(data.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var hits []model.Hit
	for _, e := range c.All() {
		hits = append(hits, model.Hit{Entry: e, Code: e.Code})
	}
	return c, hits
}

// TestJSONArray checks that writeJSON, which encodes one entry at a time, writes the same
// bytes as the encoding of the whole array at once.
func TestJSONArray(t *testing.T) {
	c, all := allHits(t)
	for _, hits := range [][]model.Hit{nil, all[:1], all[:2], all} {
		entries := make([]jsonEntry, len(hits))
		for i, h := range hits {
			entries[i] = toJSON(c, h)
		}
		var want, got bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(entries); err != nil {
			t.Fatal(err)
		}
		if err := writeJSON(&got, c, hits); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%d entries: %d bytes differ from the %d bytes of one encoding", len(hits), got.Len(), want.Len())
		}
	}
}

// limitedWriter is a writer that fails after a number of bytes.
type limitedWriter struct {
	limit   int   // how many bytes can still be written
	largest int   // the size of the largest write, in bytes
	err     error // the error of Write after the limit
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	w.largest = max(w.largest, len(p))
	if len(p) > w.limit {
		n := w.limit
		w.limit = 0
		return n, w.err
	}
	w.limit -= len(p)
	return len(p), nil
}

// TestJSONStreamed checks that writeJSON writes in small parts, and that it stops at the
// first write error and returns that error.
func TestJSONStreamed(t *testing.T) {
	c, hits := allHits(t)
	large := &limitedWriter{limit: 1 << 30}
	if err := writeJSON(large, c, hits); err != nil || large.largest > 64<<10 {
		t.Errorf("the largest part has %d bytes, error %v", large.largest, err)
	}
	errFull := errors.New("full")
	for _, limit := range []int{0, 1, 1000, 100_000, 1<<30 - large.limit - 1} {
		w := &limitedWriter{limit: limit, err: errFull}
		if err := writeJSON(w, c, hits); !errors.Is(err, errFull) {
			t.Errorf("error after %d bytes: %v", limit, err)
		}
	}
}
