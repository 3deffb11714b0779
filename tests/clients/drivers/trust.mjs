// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Both browsers keep the authorities that a user trusts in a database of NSS.

import fs from 'node:fs';
import {execFileSync} from 'node:child_process';

/** Makes that database, unless it is there already, with the authority of this measurement in it. */
export function trustAuthority(folder) {
  if (fs.existsSync(`${folder}/cert9.db`)) {
    return;
  }
  fs.mkdirSync(folder, {recursive: true});
  const authority = process.env.CLIENTS_AUTHORITY;
  execFileSync('certutil', ['-d', `sql:${folder}`, '-N', '--empty-password']);
  execFileSync('certutil', ['-d', `sql:${folder}`, '-A', '-t', 'C,,', '-n', 'hoplens', '-i', authority]);
}
