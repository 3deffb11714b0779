# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT

# Ruby's open-uri, which only gets. See lines.py for what a driver reads and prints.

require 'json'
require 'open-uri'

class NotExpressible < StandardError; end

def answer(status, url, body)
  { status: status.to_i, url: url, body: body.byteslice(0, 200).force_encoding('ISO-8859-1').encode('UTF-8') }
end

def options_of(request)
  raise NotExpressible, 'a method other than GET' unless request['method'] == 'GET'
  raise NotExpressible, 'a body' if request['body']
  raise NotExpressible, 'a cookie jar' if request['jar']

  options = { read_timeout: 4, open_timeout: 4 }
  options[:http_basic_authentication] = request['auth'] if request['auth']
  names = (request['fields'] || []).map { |name, _| name.downcase }
  raise NotExpressible, 'the same field twice' if names.uniq.size < names.size

  (request['fields'] || []).each { |name, value| options[name] = value }
  options
end

def ask(request)
  result = nil
  (request['again'] ? 2 : 1).times do
    URI.parse(request['url']).open(options_of(request)) do |io|
      result = answer(io.status[0], io.base_uri.to_s, io.read)
    end
  end
  result
rescue NotExpressible => e
  { notExpressible: e.message }
rescue OpenURI::HTTPError => e # also how a redirect that is not followed is handed over
  answer(e.io.status[0], e.io.base_uri&.to_s, e.io.read).merge(message: e.message)
rescue StandardError, NotImplementedError => e
  { error: e.class.name, message: e.message.lines.first.to_s.chomp.scrub }
end

$stdout.sync = true
puts JSON.generate(version: RUBY_VERSION)
$stdin.each_line { |line| puts JSON.generate(ask(JSON.parse(line))) }
