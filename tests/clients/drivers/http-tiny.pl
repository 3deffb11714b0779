# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT

# Perl's HTTP::Tiny. See lines.py for what a driver reads and prints.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use HTTP::Tiny;
use Lines;

sub fields_of {
    my %fields;
    for my $field (@{$_[0]->{fields} // []}) {
        my ($name, $value) = @$field;
        $fields{$name} = exists $fields{$name} ? [$fields{$name}, $value] : $value;
    }
    return \%fields;
}

sub ask {
    my ($client, $wish) = @_;
    my %options = (headers => fields_of($wish));
    if (my $body = $wish->{body}) {
        Lines::not_expressible("$body->{kind} as an option") if $body->{kind} =~ /^(form|json|file)$/;
        $options{content} = $body->{kind} eq 'stream' ? Lines::stream($body->{text}) : Lines::octets($body->{text});
    }
    return $client->request($wish->{method}, $wish->{url}, \%options);
}

Lines::serve($HTTP::Tiny::VERSION, sub {
    my ($wish) = @_;
    Lines::not_expressible('credentials as an option') if $wish->{auth};
    Lines::not_expressible('a cookie jar of its own') if $wish->{jar};
    my $client = HTTP::Tiny->new(timeout => 4);
    my $response;
    $response = ask($client, $wish) for 1 .. ($wish->{again} ? 2 : 1);
    return {error => 'status 599', message => Lines::first_line($response->{content})} if $response->{status} == 599;
    return Lines::answer($response->{status}, $response->{url}, $response->{content});
});
