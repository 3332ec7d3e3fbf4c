package serve

import (
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// Check checks that an SSH server answers on the connection c, and closes the connection. It
// exchanges keys, but does not log in. If proxyHeader is set, Check first sends the PROXY
// header that a proxy sends for its own health checks.
func Check(c net.Conn, proxyHeader bool, timeout time.Duration) error {
	defer c.Close() //nolint:errcheck // there is nothing left to write
	if err := c.SetDeadline(time.Now().Add(timeout)); err != nil {
		return err
	}
	if proxyHeader {
		if _, err := io.WriteString(c, "PROXY UNKNOWN\r\n"); err != nil {
			return err
		}
	}
	errAnswered := errors.New("the server has proved that it has its key")
	_, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
		HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error { return errAnswered },
	})
	if errors.Is(err, errAnswered) {
		return nil
	}
	return fmt.Errorf("no handshake: %w", err)
}
