package logs

// mailFormats returns the formats of mail servers.
func mailFormats() []format {
	return []format{
		{
			name:    "Postfix, delivery",
			program: "postfix",
			has:     "to=<",
			pattern: `{queue}: to=<{recipient}>, {?orig_to=<{}>, ?}relay={relay}, {?conn_use={}, ?}delay={duration}, {?delays={}, ?}dsn={dsn}, status={verdict} ({?host {} said: ?}{?{reply})?}{?{message})?}`,
			example: `Nov 21 10:00:00 mx postfix/smtp[404]: 4B550C421: to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=5.5, delays=0.1/0/0.4/5, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 <bob@example.org>: User unknown (in reply to RCPT TO command))`,
		},
		{
			name:    "Postfix, reject",
			program: "postfix",
			has:     "NOQUEUE: ",
			pattern: `NOQUEUE: {verdict}: {} from {client}: {reply}{?; from=<{sender:any}>?}{? to=<{recipient}>?} proto={protocol} helo=<{:any}>`,
			example: `Nov 21 10:00:00 mx postfix/smtpd[404]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <ann@example.com>: Relay access denied; from=<a@example.org> to=<ann@example.com> proto=ESMTP helo=<x.example.org>`,
		},
		{
			name:    "Exim, delivery",
			program: "exim",
			has:     "R=",
			pattern: `{time} {queue} {verdict} {recipient} {:any}H={relay} [{}]{:any}C="{reply}"{:any}`,
			example: `2026-11-21 10:00:00 1tg550-0005030-2c => bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 OK 1738849620 - gsmtp"`,
		},
		{
			name:    "Exim, error",
			program: "exim",
			has:     ": SMTP error from remote mail server after ",
			pattern: `{time} {queue} {verdict} {recipient} {:any}H={relay} [{}]{:any}: SMTP error from remote mail server after {:any}: {reply}`,
			example: `2026-11-21 10:00:00 1tg421-000550-4t ** bob@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.25]: SMTP error from remote mail server after RCPT TO:<bob@example.org>: 550 5.1.1 <bob@example.org> User unknown`,
		},
		{
			name:    "Sendmail, delivery",
			program: "sendmail sm-mta",
			has:     ", dsn=",
			pattern: `{queue}: to={recipient:any}, {?ctladdr={:any}, ?}delay={}, xdelay={}, mailer={}, pri={}, relay={relay:any}, dsn={dsn}, {?reply={reply}, ?}{?stat={verdict} ({reply})?}{?stat={verdict} ({message})?}{?stat={verdict}: {reply}?}{?stat={verdict}: {message}?}{?stat={verdict:text}?}`,
			example: `Nov 21 10:00:00 mx sm-mta[452]: 516DnQde000452: to=<bob@example.org>, delay=05:03:00, xdelay=00:00:05, mailer=esmtp, pri=550421, relay=mx.example.org. [192.0.2.25], dsn=4.2.2, stat=Deferred: 452 4.2.2 Mailbox full`,
		},
		{
			name:    "delivery status notification, reply",
			pattern: `Diagnostic-Code: smtp;{? ?}{reply}`,
			example: `Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: Recipient address rejected`,
		},
		{
			name:    "delivery status notification, status",
			pattern: `Status: {dsn}{rest}`,
			example: `Status: 5.1.1 (bad destination mailbox address)`,
		},
	}
}
