package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"teapot/ui/host"
)

// quietHost is this machine, but its NotifyReady does nothing, so that tests do not send
// messages to systemd.
type quietHost struct{ host.Host }

func (quietHost) NotifyReady(context.Context, func(context.Context) error, func(error)) {}

// TestFingerprint checks that the server logs the fingerprint of its host key every time
// it starts, and once more when it creates the key.
func TestFingerprint(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop() // the server stops as soon as it has started
	key := filepath.Join(t.TempDir(), "key")
	for _, created := range []bool{true, false} {
		var stderr bytes.Buffer
		code := Run(ctx, IO{Args: []string{"serve", "--listen", "127.0.0.1:0", "--host-key", key}, Err: &stderr, Host: quietHost{}})
		text := stderr.String()
		if code != ExitFound || !strings.Contains(text, "msg=stopped") {
			t.Fatalf("exit %d, %s", code, text)
		}
		_, first, _ := strings.Cut(text, "fingerprint=SHA256:")
		first, _, _ = strings.Cut(first, "\n")
		first, _, _ = strings.Cut(first, " ")
		want := 1
		if created {
			want = 2
		}
		if got := strings.Count(text, "fingerprint=SHA256:"+first); first == "" || got != want || strings.Contains(text, "made a host key") != created {
			t.Errorf("%d lines have the fingerprint, want %d:\n%s", got, want, text)
		}
	}
}

// TestProxyNetworks checks the forms of networks that --proxy-protocol accepts.
func TestProxyNetworks(t *testing.T) {
	for words, want := range map[string]string{
		"10.0.0.0/8,127.0.0.1":         "[10.0.0.0/8 127.0.0.1/32]",
		"10.0.0.0/8, 127.0.0.1":        "[10.0.0.0/8 127.0.0.1/32]",
		"::ffff:127.0.0.1":             "[127.0.0.1/32]",
		"::ffff:10.0.0.0/104":          "[10.0.0.0/8]",
		"2001:db8::/32, fe80::1%eth0 ": "[2001:db8::/32 fe80::1/128]",
		"10.0.0.0/33":                  "error",
		"localhost":                    "error",
		"":                             "error",
	} {
		networks, err := proxyNetworks(strings.Split(words, ","))
		got := fmt.Sprint(networks)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}
