# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
package Lines;

# What every driver in Perl shares: lines.py says what a driver reads and prints.

use strict;
use warnings;
use JSON::PP;

my $json = JSON::PP->new->ascii->canonical;

sub serve {
    my ($version, $run) = @_;
    open(my $out, '>&', \*STDOUT) or die $!;
    open(STDOUT, '>&', \*STDERR) or die $!;
    $out->autoflush(1);
    print $out $json->encode({version => "$version"}), "\n";
    while (my $line = <STDIN>) {
        my $result = eval { $run->($json->decode($line)) };
        if (!defined $result) {
            my $problem = $@;
            $result = ref $problem eq 'HASH' ? $problem : {error => 'die', message => first_line($problem)};
        }
        print $out $json->encode($result), "\n";
    }
}

sub first_line {
    my ($text) = split /\n/, "$_[0]";
    return $text =~ s/ at \S+ line \d+\.?$//r;
}

sub not_expressible {
    die {notExpressible => $_[0]};
}

sub octets {
    my ($text) = @_;
    utf8::downgrade($text);
    return $text;
}

# A code reference that gives the octets once, and then nothing.
sub stream {
    my @pieces = (octets($_[0]));
    return sub { return shift(@pieces) // '' };
}

sub answer {
    my ($status, $url, $body) = @_;
    return {status => $status + 0, url => $url, body => substr($body // '', 0, 200)};
}

1;
