package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"teapot/model/search"
	"teapot/ui/render"
	"teapot/ui/serve"
)

// serveFlags are the values of the flags of the serve command.
type serveFlags struct {
	listen, hostKey, authorizedKeys, metrics string
	proxies                                  []string
	limits                                   serve.Limits
	check                                    bool
}

func (r *runner) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the browser and the commands over SSH",
		Long: `Serves teapot over SSH: "ssh host" opens the browser, "ssh host 404" prints the
answer and exits. Nothing else is served: no shell, no files, no forwarding. Any
client that can reach the address may log in, unless --authorized-keys is given.

--authorized-keys names a file like OpenSSH's authorized_keys, with a public key in
each line: Ed25519, ECDSA (also on security keys), or RSA of 2048 bits or more.
Weaker keys, certificates and options are refused, and so is a file that others may
write. SIGHUP reads the file again: keys that are gone from it cannot log in any
more, but their sessions stay. If the file is bad then, the old keys stay, and the
log says why. Without --authorized-keys, SIGHUP stops the server, unless systemd
runs it.

A command of a session ends with exit code 2 when its client reads nothing for 30
seconds, and when it has computed for 20 seconds or printed 256 MB.

Each option can also be set in the environment, for example --host-key as
TEAPOT_HOST_KEY. An empty variable counts as not set, except for an empty
TEAPOT_AUTHORIZED_KEYS, which is an error.`,
		Example: "  teapot serve\n  teapot serve --listen :22 --authorized-keys /etc/teapot/keys\n  teapot serve --check",
		Args:    argCount(0, 0, "takes no arguments"),

		ValidArgsFunction: completeNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if r.Host == nil {
				return errors.New("serve is not served here; run it on a machine of your own")
			}
			if cmd.Flags().Changed("authorized-keys") && f.authorizedKeys == "" {
				return errors.New("--authorized-keys is empty; name a file, or leave it out to let any client log in")
			}
			if err := r.setFromEnv(cmd.Flags()); err != nil {
				return err
			}
			if err := r.checkAddresses(f); err != nil {
				return err
			}
			if f.check {
				return r.checkServer(f)
			}
			return r.serve(f)
		},
	}
	f.add(cmd.Flags())
	return cmd
}

// add defines the flags of the serve command, and stores their values in f.
func (f *serveFlags) add(p *pflag.FlagSet) {
	l := &f.limits
	p.StringVar(&f.listen, "listen", "localhost:2222", "listen on `ADDRESS`, unless systemd passes a socket")
	p.StringVar(&f.hostKey, "host-key", "", "private key `FILE`, created if it does not exist (default teapot/ssh_host_ed25519 in the state folder)")
	p.StringVar(&f.authorizedKeys, "authorized-keys", "", "admit only clients with a key in `FILE`")
	p.IntVar(&l.Sessions, "max-sessions", 1000, "admit at most `N` sessions at once; 0 means no limit, here and below")
	p.IntVar(&l.PerAddress, "max-sessions-per-address", 20, "admit at most `N` sessions at once from an IPv4 address or an IPv6 /64, twice as many from a /56, and four times from a /48")
	p.IntVar(&l.Rate, "rate", 120, "admit at most `N` connections per minute from such an address, twice as many from a /56, and four times from a /48")
	p.DurationVar(&l.Handshake, "handshake-timeout", 10*time.Second, "close connections that begin no handshake, or start no session after it, within `TIME`; the handshake may take six times as long")
	p.DurationVar(&l.Idle, "idle-timeout", 15*time.Minute, "end sessions without input for `TIME`")
	p.DurationVar(&l.Total, "max-time", 4*time.Hour, "end sessions after `TIME`")
	p.StringSliceVar(&f.proxies, "proxy-protocol", nil, "require PROXY headers from the networks `CIDR,...`, and trust them")
	p.StringVar(&f.metrics, "metrics", "", "serve http://`ADDRESS`/metrics for Prometheus")
	p.BoolVar(&f.check, "check", false, "check whether a server answers at --listen; exit 0 or 1")
}

// authorizedKeysVariable is the environment variable that sets --authorized-keys.
const authorizedKeysVariable = "TEAPOT_AUTHORIZED_KEYS"

// setFromEnv sets flags that were not given on the command line from environment variables
// such as TEAPOT_LISTEN. An empty variable counts as not set. An empty
// TEAPOT_AUTHORIZED_KEYS is an error, because it would let any client log in, which is
// probably a mistake.
func (r *runner) setFromEnv(p *pflag.FlagSet) error {
	var failure error
	if f := p.Lookup("authorized-keys"); !f.Changed && slices.Contains(r.Env, authorizedKeysVariable+"=") && r.Getenv(authorizedKeysVariable) == "" {
		return fmt.Errorf("%s is empty; name a file, or unset it to let any client log in", authorizedKeysVariable)
	}
	p.VisitAll(func(f *pflag.Flag) {
		name := "TEAPOT_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value := r.Getenv(name)
		if f.Changed || value == "" || f.Name == "check" || f.Name == "help" {
			return
		}
		if err := p.Set(f.Name, value); err != nil {
			failure = fmt.Errorf("%s=%s: %w", name, value, valueError(err))
		}
	})
	return failure
}

// checkAddresses returns an error if --listen or --metrics is not an address. It is called
// before any file is created. It does not check --listen if systemd passes a socket.
func (r *runner) checkAddresses(f serveFlags) error {
	if (f.check || r.Getenv("LISTEN_PID") == "") && !isAddress(f.listen) {
		return fmt.Errorf("--listen %q is not an address such as localhost:2222", f.listen)
	}
	if f.metrics != "" && !isAddress(f.metrics) {
		return fmt.Errorf("--metrics %q is not an address such as localhost:9090", f.metrics)
	}
	return nil
}

// isAddress reports whether a string has the form HOST:PORT, where the port is a number or
// the name of a service. The host may be empty.
func isAddress(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil || port == "" {
		return false
	}
	_, err = net.LookupPort("tcp", port)
	return err == nil
}

// serve runs the server until the process is asked to stop.
func (r *runner) serve(f serveFlags) error {
	log := serve.NewLog(r.Err)
	defer log.Close() //nolint:errcheck // an error of the log cannot be logged
	config, err := r.serveConfig(f, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		return err
	}
	l, inherited, err := r.Host.Listen(f.listen)
	if err != nil {
		return failed(fmt.Errorf("--listen %s: %w", f.listen, err))
	}
	config.Inherited = inherited
	server := serve.New(config)
	ctx, stop := r.Host.StopContext(r.ctx, r.onHangup(server, f.authorizedKeys, config.Log))
	defer stop()
	if f.metrics != "" {
		m, err := net.Listen("tcp", f.metrics)
		if err != nil {
			return failed(errors.Join(fmt.Errorf("--metrics %s: %w", f.metrics, err), l.Close()))
		}
		go func() {
			if err := server.ServeMetrics(ctx, m); err != nil { // the server continues without metrics
				config.Log.Error("metrics", "error", err)
			}
		}()
	}
	config.Log.Info("serving", "address", l.Addr().String(), "fingerprint", serve.Fingerprint(config.HostKey),
		"entries", len(config.Catalog.All()), "everybody", config.Keys == nil)
	if r.Getenv("GOGC") == "" {
		// Sessions mostly wait for input. Collecting garbage more often than usual
		// costs them nothing noticeable, and keeps the heap small.
		debug.SetGCPercent(50)
	}
	r.Host.NotifyReady(ctx, server.Healthy, func(err error) { config.Log.Error("not healthy", "error", err) })
	if err := server.Serve(ctx, l); err != nil {
		return failed(err)
	}
	config.Log.Info("stopped")
	return nil
}

// sharedPageCacheSize is the size of the cache of drawn pages that all browsers of a server
// share, in bytes.
const sharedPageCacheSize = 8 << 20

// serveConfig checks the flags, and reads the keys and the catalog.
func (r *runner) serveConfig(f serveFlags, log *slog.Logger) (c serve.Config, err error) {
	c.Limits, c.Log = f.limits, log
	if l := f.limits; min(l.Sessions, l.PerAddress, l.Rate) < 0 || min(l.Handshake, l.Idle, l.Total) < 0 {
		return c, errors.New("a limit is below 0; 0 means no limit")
	}
	if c.Proxies, err = proxyNetworks(f.proxies); err != nil {
		return c, err
	}
	if c.HostKey, err = r.hostKey(f.hostKey, log); err != nil {
		return c, failed(err)
	}
	if f.authorizedKeys != "" {
		if c.Keys, err = r.readAuthorizedKeys(f.authorizedKeys); err != nil {
			return c, failed(err)
		}
	}
	if c.Catalog, err = r.catalog(); err != nil {
		return c, err
	}
	c.Search = search.New(c.Catalog)
	c.Search.Prepare()
	c.Pages = render.NewPages(c.Catalog, sharedPageCacheSize)
	c.Command = sessionCommand(&Reference{c.Catalog, c.Search})
	return c, nil
}

// sessionCommand returns a function that runs the command of an SSH session. The command
// gets no Host, so that it cannot use files and programs of the server.
func sessionCommand(reference *Reference) func(context.Context, serve.Streams) int {
	return func(ctx context.Context, s serve.Streams) int {
		return Run(ctx, IO{
			Args: s.Args, In: s.In, Out: s.Out, Err: s.Err, Env: s.Env, InTerm: s.Terminal, OutTerm: s.Terminal, ErrTerm: s.Terminal,
			Width: s.Width, Reference: reference, Yield: s.Yield, Browse: s.Browse,
		})
	}
}

// proxyNetworks parses the values of --proxy-protocol: the networks from which proxies
// connect.
func proxyNetworks(words []string) (networks []netip.Prefix, err error) {
	for _, w := range words {
		n, err := proxyNetwork(strings.TrimSpace(w))
		if err != nil {
			return nil, fmt.Errorf("--proxy-protocol %q is not a network such as 10.0.0.0/8", w)
		}
		networks = append(networks, n)
	}
	return networks, nil
}

// proxyNetwork parses a network such as 10.0.0.0/8. A single address counts as a network,
// and an IPv4-mapped IPv6 address or network becomes an IPv4 network.
func proxyNetwork(word string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(word); err == nil {
		a = a.Unmap().WithZone("")
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	n, err := netip.ParsePrefix(word)
	if a := n.Addr(); err == nil && a.Is4In6() && n.Bits() >= 96 {
		n = netip.PrefixFrom(a.Unmap(), n.Bits()-96)
	}
	return n, err
}

// checkTimeout is how long --check waits for the server's answer.
const checkTimeout = 5 * time.Second

// checkServer checks whether a server answers at --listen. It connects to localhost if the
// address stands for all network interfaces, such as :2222.
func (r *runner) checkServer(f serveFlags) error {
	address := f.listen
	if host, port, err := net.SplitHostPort(address); err == nil {
		if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
			address = net.JoinHostPort("localhost", port)
		}
	}
	c, err := r.Host.Dial(address, checkTimeout)
	if err == nil {
		err = serve.Check(c, len(f.proxies) > 0, checkTimeout)
	}
	if err != nil {
		return &exit{ExitNotFound, fmt.Errorf("no server at %s: %w", address, err)}
	}
	_, err = fmt.Fprintf(r.Out, "%s answers\n", address)
	return outputError(err)
}
