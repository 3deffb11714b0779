// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/cheatsheetfile.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Kind = CheatResult::Kind;
using Carried = CheatResult::Body;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::cheatSheet", text);
}

} // namespace

QString cheatWord(const CheatResult &result, const QByteArray &method)
{
    const bool kept = result.method == method;
    switch (result.kind) {
    case Kind::HandsOver:
        return QStringLiteral("-");
    case Kind::Fails:
        return tr("error");
    case Kind::NotSent:
        return tr("never");
    case Kind::Follows:
        break;
    }
    const QString shown = displayText(result.method);
    switch (result.body) {
    case Carried::None:
        return kept ? tr("same") : shown;
    case Carried::Dropped:
        return kept ? tr("bare") : shown;
    case Carried::Kept:
        return kept ? tr("same") : tr("%1+b").arg(shown);
    case Carried::Empty:
        return kept ? tr("empty") : tr("%1+0").arg(shown);
    }
    Q_UNREACHABLE();
}

QString relationWord(CheatRelation relation)
{
    switch (relation) {
    case CheatRelation::SameOrigin:
        return tr("same");
    case CheatRelation::Capitals:
        return tr("caps");
    case CheatRelation::Port:
        return tr("port");
    case CheatRelation::Host:
        return tr("host");
    case CheatRelation::Subdomain:
        return tr("sub");
    case CheatRelation::Parent:
        return tr("base");
    case CheatRelation::Upgrade:
        return tr("https");
    case CheatRelation::Downgrade:
        return tr("http");
    case CheatRelation::Back:
        return tr("back");
    }
    Q_UNREACHABLE();
}

QString relationSentence(CheatRelation relation)
{
    switch (relation) {
    case CheatRelation::SameOrigin:
        return tr("within one origin");
    case CheatRelation::Capitals:
        return tr("to the same host, written in capitals");
    case CheatRelation::Port:
        return tr("to another port");
    case CheatRelation::Host:
        return tr("to another host");
    case CheatRelation::Subdomain:
        return tr("from a.test to sub.a.test");
    case CheatRelation::Parent:
        return tr("from sub.a.test to a.test");
    case CheatRelation::Upgrade:
        return tr("from http to https");
    case CheatRelation::Downgrade:
        return tr("from https to http");
    case CheatRelation::Back:
        return tr("to another host, and from there back to the first");
    }
    Q_UNREACHABLE();
}

QString fateWord(const FieldFate &fate)
{
    switch (fate.kind) {
    case FieldFate::Kind::Kept:
        return tr("kept");
    case FieldFate::Kind::Removed:
        return tr("gone");
    case FieldFate::Kind::Changed:
        return tr("other");
    case FieldFate::Kind::NoRequest:
        return QStringLiteral("-");
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
