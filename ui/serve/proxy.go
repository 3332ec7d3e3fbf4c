package serve

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"strconv"
	"strings"
)

// proxySignature begins a header of version 2. Version 1 begins with "PROXY ".
const (
	proxySignature = "\r\n\r\n\x00\r\nQUIT\n"
	maxProxyLine   = 107  // bytes of a header of version 1
	maxProxyRest   = 2048 // bytes behind the fixed part of version 2
)

var errProxy = errors.New("not a PROXY header")

// readProxy reads a header of the PROXY protocol, version 1 or 2, and not a byte
// more. The address is not valid where the proxy speaks for itself or does not
// know it.
func readProxy(r io.Reader) (a netip.AddrPort, err error) {
	head := make([]byte, len(proxySignature), maxProxyLine)
	if _, err := io.ReadFull(r, head); err != nil {
		return a, err
	}
	if string(head) == proxySignature {
		return readProxy2(r)
	}
	for !bytes.HasSuffix(head, []byte("\r\n")) {
		n := len(head)
		if n == maxProxyLine || string(head[:6]) != "PROXY " {
			return a, errProxy
		}
		head = head[:n+1]
		if _, err := io.ReadFull(r, head[n:]); err != nil {
			return a, err
		}
	}
	return parseProxy1(string(head[:len(head)-2]))
}

// parseProxy1 reads "PROXY TCP4 source destination port port".
func parseProxy1(line string) (a netip.AddrPort, err error) {
	word := strings.Split(line, " ")
	switch {
	case len(word) >= 2 && word[0] == "PROXY" && word[1] == "UNKNOWN":
		return a, nil
	case len(word) != 6 || word[0] != "PROXY" || word[1] != "TCP4" && word[1] != "TCP6":
		return a, errProxy
	}
	ip, err := netip.ParseAddr(word[2])
	if err != nil || ip.Is4() != (word[1] == "TCP4") {
		return a, errProxy
	}
	port, err := strconv.ParseUint(word[4], 10, 16)
	if err != nil {
		return a, errProxy
	}
	return netip.AddrPortFrom(ip, uint16(port)), nil
}

// readProxy2 reads what follows the signature of version 2.
func readProxy2(r io.Reader) (a netip.AddrPort, err error) {
	var fixed [4]byte // version and command, family, length
	if _, err := io.ReadFull(r, fixed[:]); err != nil {
		return a, err
	}
	n := binary.BigEndian.Uint16(fixed[2:])
	if fixed[0]>>4 != 2 || fixed[0]&0xf > 1 || n > maxProxyRest {
		return a, errProxy
	}
	rest := make([]byte, n)
	if _, err := io.ReadFull(r, rest); err != nil {
		return a, err
	}
	if fixed[0]&0xf == 0 { // the proxy itself, to see whether we are well
		return a, nil
	}
	var size int
	switch fixed[1] {
	case 0x11: // TCP over IPv4
		size = 4
	case 0x21: // TCP over IPv6
		size = 16
	default:
		return a, nil
	}
	if len(rest) < 2*size+4 {
		return a, errProxy
	}
	ip, _ := netip.AddrFromSlice(rest[:size])
	return netip.AddrPortFrom(ip, binary.BigEndian.Uint16(rest[2*size:])), nil
}
