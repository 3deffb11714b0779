# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT

# Perl's LWP::UserAgent. See lines.py for what a driver reads and prints.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use HTTP::Request;
use LWP::UserAgent;
use Lines;

Lines::serve($LWP::UserAgent::VERSION, sub {
    my ($wish) = @_;
    my $agent = LWP::UserAgent->new(timeout => 4);
    $agent->cookie_jar({}) if $wish->{jar};
    my $request = HTTP::Request->new($wish->{method}, $wish->{url});
    $request->push_header(@$_) for @{$wish->{fields} // []};
    $request->authorization_basic(@{$wish->{auth}}) if $wish->{auth};
    if (my $body = $wish->{body}) {
        Lines::not_expressible("$body->{kind} as an option") if $body->{kind} =~ /^(form|json|file)$/;
        $request->content($body->{kind} eq 'stream' ? Lines::stream($body->{text}) : Lines::octets($body->{text}));
        # LWP sets the length of strings only; a stream is sent in chunks.
        $request->header('Content-Length' => length $body->{text}) unless $body->{kind} eq 'stream';
    }
    my $response;
    $response = $agent->request($request->clone) for 1 .. ($wish->{again} ? 2 : 1);
    # What LWP makes up when a request fails carries this field.
    if (($response->header('Client-Warning') // '') eq 'Internal response') {
        return {error => 'Internal response', message => $response->message};
    }
    my $warning = $response->header('Client-Warning');
    my $answer = Lines::answer($response->code, $response->request->uri->as_string, $response->content);
    $answer->{message} = $warning if defined $warning;
    return $answer;
});
