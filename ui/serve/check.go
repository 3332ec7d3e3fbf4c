package serve

import (
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// Check shakes hands with the server at the other end of a connection, and
// closes it. It does not log in. With proxied it says first that it speaks for
// itself, as a proxy's own health check does.
func Check(c net.Conn, proxied bool, patience time.Duration) error {
	defer c.Close() //nolint:errcheck // nothing is lost with it
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if proxied {
		if _, err := io.WriteString(c, "PROXY UNKNOWN\r\n"); err != nil {
			return err
		}
	}
	well := errors.New("well")
	_, _, _, err := ssh.NewClientConn(c, "", &ssh.ClientConfig{
		HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error { return well },
	})
	if errors.Is(err, well) {
		return nil
	}
	return fmt.Errorf("no handshake: %w", err)
}
