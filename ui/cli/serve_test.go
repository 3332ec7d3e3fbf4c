package cli

import (
	"fmt"
	"strings"
	"testing"
)

// TestProxyNetworks: networks are read as people write them.
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
		nets, err := proxyNetworks(strings.Split(words, ","))
		got := fmt.Sprint(nets)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}
