package logs

// postfixFormats returns the formats of Postfix.
func postfixFormats() []format {
	return []format{
		{
			name:    "Postfix, delivery",
			program: "postfix",
			pattern: `{queue}: to=<{recipient}>, {?orig_to=<{}>, ?}relay={relay}, {?conn_use={}, ?}delay={duration}, {?delays={}, ?}dsn={dsn}, status={verdict} ({?host {} said: ?}{?{reply})?}{?{message})?}`,
			example: `Nov 21 10:00:00 mx postfix/smtp[404]: 4B550C421: to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=5.5, delays=0.1/0/0.4/5, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 <bob@example.org>: User unknown (in reply to RCPT TO command))`,
		},
		{
			name:    "Postfix, refused",
			program: "postfix",
			pattern: `{queue}: host {relay} refused to talk to me: {reply}`,
			example: `Nov 21 10:00:00 mx postfix/smtp[404]: 4B550C421: host mx.example.org[192.0.2.25] refused to talk to me: 554 5.7.1 Service unavailable`,
		},
		{
			name:    "Postfix, said",
			program: "postfix",
			pattern: `{queue}: host {relay} said: {reply}`,
			example: `Nov 21 10:00:00 mx postfix/smtp[404]: 4B550C421: host mx.example.org[192.0.2.25] said: 451 4.7.1 Try again later (in reply to RCPT TO command)`,
		},
		{
			name:    "Postfix, reject",
			program: "postfix",
			pattern: `NOQUEUE: {verdict}: {} from {client}: {reply}{?; from=<{sender:any}>?}{?,?}{? to=<{recipient}>?}{?,?} proto={protocol}{?,?} helo=<{:any}>`,
			example: `Nov 21 10:00:00 mx postfix/smtpd[404]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <ann@example.com>: Relay access denied; from=<a@example.org> to=<ann@example.com> proto=ESMTP helo=<x.example.org>`,
		},
		{
			name:    "Postfix, queue",
			program: "postfix",
			pattern: `{queue}: from=<{sender:any}>, size={bytes}, nrcpt={:any}`,
			example: `Nov 21 10:00:00 mx postfix/qmgr[404]: 4B550C421: from=<ann@example.com>, size=5503, nrcpt=1 (queue active)`,
		},
		{
			name:    "Postfix, client",
			program: "postfix",
			pattern: `{queue}: client={client}{?, {:any}?}`,
			example: `Nov 21 10:00:00 mx postfix/smtpd[404]: 4B550C421: client=mail.example.com[192.0.2.1], sasl_method=PLAIN, sasl_username=ann`,
		},
		{
			name:    "Postfix, message",
			program: "postfix",
			pattern: `{queue}: message-id={:any}`,
			example: `Nov 21 10:00:00 mx postfix/cleanup[404]: 4B550C421: message-id=<404.503@mail.example.com>`,
		},
		{
			name:    "Postfix, connection",
			program: "postfix",
			pattern: `{?dis?}connect from {client}{? {:any}?}`,
			example: `Nov 21 10:00:00 mx postfix/smtpd[404]: disconnect from mail.example.com[192.0.2.1] ehlo=2 mail=1 rcpt=1 data=1 quit=1 commands=6`,
		},
	}
}

// otherMailFormats returns the formats of other mail servers.
func otherMailFormats() []format {
	return []format{
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
			name:    "Exim, arrival",
			program: "exim",
			has:     " <= ",
			pattern: `{time} {queue} <= {sender} {:any}`,
			example: `2026-11-21 10:00:00 1tg503-0000Rk-2X <= ann@example.com H=mail.example.com [192.0.2.1] P=esmtps S=550 T="404 Not Found" id=E1tg503@example.com`,
		},
		{
			name:    "Sendmail, delivery",
			program: "sendmail sm-mta",
			has:     ", dsn=",
			pattern: `{queue}: to={recipient:any}, {?ctladdr={:any}, ?}delay={}, {?xdelay={}, ?}mailer={}, pri={}, {?relay={relay:any}, ?}dsn={dsn}, {?reply={reply}, ?}{?stat={verdict} ({reply})?}{?stat={verdict} ({message})?}{?stat={verdict}: {reply}?}{?stat={verdict}: {message}?}{?stat={verdict:text}?}`,
			example: `Nov 21 10:00:00 mx sm-mta[452]: 516DnQde000452: to=<bob@example.org>, delay=05:03:00, xdelay=00:00:05, mailer=esmtp, pri=550421, relay=mx.example.org. [192.0.2.25], dsn=4.2.2, stat=Deferred: 452 4.2.2 Mailbox full`,
		},
		{
			name:    "Courier, error",
			program: "courier",
			has:     "error,relay=",
			pattern: `error,relay={client},{?msg="{reply}",cmd: {:any}?}{?from=<{sender:any}>,to=<{recipient}>: {reply}?}{?from=<{sender}>: {reply}?}`,
			example: `Nov 21 10:00:00 mx courieresmtpd: error,relay=::ffff:192.0.2.1,from=<ann@example.com>,to=<bob@example.org>: 513 Relaying denied.`,
		},
		{
			name:    "Courier, delivery",
			program: "courier",
			has:     ",addr=<",
			pattern: `id={queue},from=<{sender:any}>,addr=<{recipient}>: {reply}`,
			example: `Nov 21 10:00:00 mx courieresmtp: id=0038C550.69298A2D.00000421,from=<ann@example.com>,addr=<bob@example.org>: 550 5.1.1 No such user`,
		},
		{
			name:    "OpenSMTPD, delivery",
			program: "smtpd",
			has:     " relay=",
			pattern: `{} mta {?event=?}delivery evpid={queue} from=<{sender:any}> to=<{recipient}> rcpt=<{}> source="{}" relay="{relay}" delay={duration} result="{verdict}" stat="{reply}"`,
			example: `Nov 21 10:00:00 mx smtpd[404]: 5503e7b1f20a94c6 mta delivery evpid=550a404b421c503d from=<ann@example.com> to=<bob@example.org> rcpt=<-> source="192.0.2.1" relay="192.0.2.25 (mx.example.org)" delay=5s result="TempFail" stat="421 4.7.0 Temporary system problem"`,
		},
		{
			name:    "OpenSMTPD, failed command",
			program: "smtpd",
			has:     "failed-command ",
			pattern: `{} smtp {?event=?}failed-command {?address={client} host={} ?}command="{:any}" result="{reply}"`,
			example: `Nov 21 10:00:00 mx smtpd[404]: 083e73335f19bd74 smtp failed-command command="AUTH PLAIN (...)" result="535 Authentication failed"`,
		},
	}
}

// mailClientFormats returns the formats of mail clients, of mail servers that write JSON or
// pairs, and of delivery status notifications.
func mailClientFormats() []format {
	return []format{
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
		{
			name:    "Exchange, protocol log",
			pattern: `{time:any},{:any},{queue:any},{:number},{:any},{relay:any},{?<?}{?>?},{?"{reply}",?}{?{reply},?}`,
			example: `2026-11-21T10:00:00.404Z,Outbound to Internet,08DD46503A404550,13,198.51.100.7:25503,192.0.2.25:25,<,550 5.1.1 <bob@example.org> User unknown,`,
		},
		{
			name:    "qmail",
			has:     "/Remote host said: ",
			pattern: `{:any}delivery {queue}: {verdict}: {:any}/Remote host said: {?{reply}/Giving up on {relay}./?}{?{reply}/?}`,
			example: `@4000000067a4c50325b404ac delivery 404: failure: 192.0.2.25_does_not_like_recipient./Remote_host_said:_550_5.1.1_<bob@example.org>:_User_unknown/Giving_up_on_192.0.2.25./`,
		},
		{
			name:    "Haraka",
			pairs:   "domain!: host!:relay ip!: mode!:protocol response!:reply delay:duration",
			example: `[NOTICE] [b07e80ca-bd71-c63e-34f8-f681e0d63b1a.1.1] [outbound]  delivered file=17643532_17643532_0_81_dEf_1_mail domain=example.org host=mx.example.org ip=192.0.2.25 port=25 mode=SMTP tls=Y auth=N response="2.0.0 Ok: queued as 4A1B2C3D" delay=1.204 fails=0 rcpts=1/0/0`,
		},
		{
			name:    "Stalwart",
			pairs:   "queueId!:queue code!:reply details!:message from:sender to:recipient hostname:relay elapsed:duration",
			example: `2026-11-21T10:00:00Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 274409182033772406, from = "ann@example.com", size = 550, total = 1, hostname = "mx.example.org", to = "bob@example.org", code = 451, details = "Greylisted, try later", elapsed = 502ms`,
		},
		{
			name:    "Maddy",
			json:    "smtp_code!:reply smtp_enchcode:dsn smtp_msg:message rcpt:recipient msg_id:queue remote_server:relay reason:reason",
			example: `queue: delivery attempt failed	{"msg_id":"d0e04510","rcpt":"bob@example.org","reason":"blocked","remote_server":"mx.example.org.","smtp_code":554,"smtp_enchcode":"5.7.1","smtp_msg":"Message refused"}`,
		},
		{
			name:    "msmtp",
			pairs:   "recipients!:recipient smtpstatus!:reply smtpmsg:reply from:sender host:relay errormsg:message exitcode:verdict",
			example: `Nov 21 10:00:00 host=mx.example.org tls=on auth=on user=app from=ann@example.com recipients=bob@example.org smtpstatus=550 smtpmsg='550 5.1.1 <bob@example.org>: User unknown' errormsg='recipient address bob@example.org not accepted by the server' exitcode=EX_DATAERR`,
		},
		{
			name:    "Nodemailer",
			json:    "response!:reply responseCode!:reply command:",
			example: `{"code":"EENVELOPE","response":"550 5.1.1 <bob@example.org>: user unknown","responseCode":550,"command":"RCPT TO","rejected":["bob@example.org"]}`,
		},
	}
}

// mailServiceFormats returns the formats of the events of mail services.
func mailServiceFormats() []format {
	return []format{
		{
			name:    "Amazon SES, bounce",
			json:    "bounce/bounceType!:verdict bouncedRecipients/emailAddress:recipient bouncedRecipients/status:dsn bouncedRecipients/diagnosticCode:message bounce/timestamp:time mail/source:sender mail/messageId:queue commonHeaders/subject:",
			example: `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"bob@example.org","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"timestamp":"2026-11-21T10:00:00.404Z"}}`,
		},
		{
			name:    "SendGrid",
			json:    "sg_event_id!:queue event!:verdict email!:recipient response:reply reason:reply status:dsn timestamp:time",
			example: `{"email":"bob@example.org","event":"bounce","reason":"550 5.1.1 mailbox does not exist","status":"5.1.1","timestamp":1738850404,"sg_event_id":"421aa"}`,
		},
		{
			name:    "Mailgun",
			json:    "delivery-status/code!:reply delivery-status/message:reply delivery-status/description:message delivery-status/mx-host:relay event:verdict recipient:recipient timestamp:time",
			example: `{"event":"failed","severity":"permanent","delivery-status":{"code":552,"message":"5.2.2 The email account is over quota","mx-host":"mx.example.org","attempt-no":1},"recipient":"bob@example.org","timestamp":1764343421.4}`,
		},
		{
			name:    "KumoMTA",
			json:    "type!:verdict response/code!:reply response/content!:message recipient:recipient sender:sender id:queue peer_address/name:relay",
			example: `{"type":"Bounce","id":"d7ef132b5d7711eea8c8000c29c33806","sender":"ann@example.com","recipient":"bob@example.org","response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"no such user","command":null},"peer_address":{"name":"mx.example.org.","addr":"192.0.2.25"}}`,
		},
		{
			name:    "Postmark",
			json:    "RecordType!: MessageID:queue Type:verdict Details:message Email:recipient Recipient:recipient From:sender BouncedAt:time Subject:",
			example: `{"RecordType":"Bounce","Type":"HardBounce","TypeCode":1,"MessageID":"04b12352","Details":"smtp;550 5.1.1 The email account does not exist","Email":"bob@example.org","BouncedAt":"2026-11-21T10:00:00Z","Subject":"550 5.1.1 What does this mean?"}`,
		},
	}
}
