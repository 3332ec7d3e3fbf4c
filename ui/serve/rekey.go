package serve

import (
	"errors"
	"io"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// The limits for key exchanges. Clients exchange keys again after a gigabyte or an hour.
// One exchange costs the server as much CPU as some hundred keys typed in the browser.
const (
	rekeysPerMinute = 4
	// rekeyTraffic is how many bytes pay for another exchange, which itself takes
	// less than 8 KB. A client that has been told to rekey often is served.
	rekeyTraffic = 64 << 10
)

var errRekeys = errors.New("the client exchanges keys too often")

// rekeyLimit limits how often one connection may exchange keys.
type rekeyLimit struct {
	traffic func() int64 // bytes on the connection until now
	refused func()       // called when an exchange is refused

	mu      sync.Mutex
	last    int64 // the traffic at the last exchange
	without *rate.Limiter
}

func newRekeyLimit(traffic func() int64, refused func()) *rekeyLimit {
	return &rekeyLimit{traffic: traffic, refused: refused, without: rate.NewLimiter(rate.Every(time.Minute/rekeysPerMinute), 1+rekeysPerMinute)}
}

// allow returns an error if the connection may not exchange keys now.
func (l *rekeyLimit) allow() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	total := l.traffic()
	used := total - l.last
	l.last = total
	if used < rekeyTraffic && !l.without.Allow() {
		l.refused()
		return errRekeys
	}
	return nil
}

// limitedKey returns a host key that limits the key exchanges of one connection. The SSH
// library has no hook for an exchange, but for each one it signs once with the host key,
// and it closes the connection if that fails.
func limitedKey(k HostKey, l *rekeyLimit) HostKey {
	limited := limitedSigner{k, l}
	if m, ok := k.(ssh.MultiAlgorithmSigner); ok {
		return limitedMultiSigner{limited, m}
	}
	return limited
}

type limitedSigner struct {
	ssh.Signer
	limit *rekeyLimit
}

func (s limitedSigner) Sign(random io.Reader, data []byte) (*ssh.Signature, error) {
	if err := s.limit.allow(); err != nil {
		return nil, err
	}
	return s.Signer.Sign(random, data)
}

// limitedMultiSigner is for keys that can sign with several algorithms, such as RSA keys.
type limitedMultiSigner struct {
	limitedSigner
	key ssh.MultiAlgorithmSigner
}

func (s limitedMultiSigner) Algorithms() []string { return s.key.Algorithms() }

func (s limitedMultiSigner) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*ssh.Signature, error) {
	if err := s.limit.allow(); err != nil {
		return nil, err
	}
	return s.key.SignWithAlgorithm(random, data, algorithm)
}
