# What the scripts need from the machine. Sourced, not run; the caller stands in the project's root.
# Each check installs what is missing where it may (a Debian-like system, as root), or says what to do.

say() { printf '%s\n' "$*" >&2; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
  say "Installing $* …"
  if ! apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1; then
    apt-get update >/dev/null 2>&1 || true
    apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 || return 1
  fi
}

jdk_of_javac() { dirname "$(dirname "$(readlink -f "$(command -v javac)")")"; }

jdk_version() { "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'; }

# Exports JAVA_HOME: the one that is set, else the JDK behind javac. 17 or newer.
need_jdk() {
  local version
  if [ -z "${JAVA_HOME:-}" ] && command -v javac >/dev/null 2>&1; then
    JAVA_HOME=$(jdk_of_javac)
  fi
  if [ -z "${JAVA_HOME:-}" ] || [ ! -x "$JAVA_HOME/bin/javac" ]; then
    if can_apt && apt_install openjdk-17-jdk-headless && command -v javac >/dev/null 2>&1; then
      JAVA_HOME=$(jdk_of_javac)
    else
      say "A JDK 17 or newer is needed and there is none: install one and set JAVA_HOME to it."
      exit 2
    fi
  fi
  version=$(jdk_version "$JAVA_HOME")
  if [ "${version%%.*}" -lt 17 ] 2>/dev/null; then
    say "JAVA_HOME is a JDK $version; 17 or newer is needed: set JAVA_HOME to one."
    exit 2
  fi
  export JAVA_HOME
}

need_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    if ! can_apt || ! apt_install maven; then
      say "Maven 3.8 or newer is needed and there is none: install it and put mvn on the PATH."
      exit 2
    fi
  fi
}

# Exports CHROMIUM: the browser that drives the cashier page in a test.
need_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  if can_apt && apt_install chromium && command -v chromium >/dev/null 2>&1; then
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
    return
  fi
  say "The browser test needs Chromium and there is none: install it, or set CHROMIUM to its path."
  exit 2
}

# The build itself uses little of what a JIT can do for it.
export MAVEN_OPTS="${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}"

# Builds the programs (without tests) if a source is newer than what stands in target.
need_build() {
  local stamp=agent/acceptance/target/.built
  local sources=(pom.xml ./*/pom.xml agent/*/pom.xml ./*/src/main agent/*/src/main config/devices config/scanners.yaml)
  if [ -f "$stamp" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit 2>/dev/null)" ]; then
    return
  fi
  need_maven
  say "Building (the first time Maven also fetches the libraries; that takes a few minutes) …"
  if ! mvn -q -B -Dquick -DskipTests package >&2; then
    say "The build failed: the lines above say where."
    exit 1
  fi
  touch "$stamp"
}

# The feature version of a JDK, without starting it.
jdk_version_fast() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${version:-$(jdk_version "$1")}"
}

# Fetches the npm packages of scripts/rivals.json into .cache/npm. Without Node.js, npm or its
# registry it says so and fails: what compares with them is skipped then.
fetch_rivals() {
  local to=.cache/npm
  if cmp -s scripts/rivals.json "$to/package.json" && [ -d "$to/node_modules/receiptline" ]; then
    return 0
  fi
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    say "Node.js with npm is not installed: comparisons with programs of others are skipped."
    return 1
  fi
  rm -rf "$to" && mkdir -p "$to" && cp scripts/rivals.json "$to/package.json"
  if ! npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --prefix "$to" >/dev/null 2>&1; then
    rm -rf "$to"
    say "npm could not fetch scripts/rivals.json: comparisons with programs of others are skipped."
    return 1
  fi
}
