#!/bin/sh
# 安装或升级办成，不用联网：
#   sh install.sh                    装在自己的目录里（以 root 运行则装到 /opt/bancheng）
#   sh install.sh --service          以 root 运行：装成开机自动启动的服务（systemd）
#   sh install.sh --into 目录 --data 数据目录 --port 端口
# 再运行一次新的安装包就是升级：先停，先备份，再换；换不成就退回原来的版本。
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
version=$(cat "$here/VERSION")
into= data= port=8000 service=no
say() { printf '%s\n' "$*"; }
stop_here() { printf '没有装成：%s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --into) into=${2:?}; shift 2 ;;
        --data) data=${2:?}; shift 2 ;;
        --port) port=${2:?}; shift 2 ;;
        --service) service=yes; shift ;;
        -h|--help) sed -n '2,6s/^# //p' "$0"; exit 0 ;;
        *) stop_here "不认识“$1”。可用：--into 目录、--data 目录、--port 端口、--service。" ;;
    esac
done
am_root=no; [ "$(id -u)" -ne 0 ] || am_root=yes
if [ $service = yes ]; then
    [ $am_root = yes ] || stop_here "装成服务要以 root 运行：sudo sh install.sh --service"
    command -v systemctl >/dev/null || stop_here "这台机器没有 systemd，去掉 --service 再装。"
fi
if [ $am_root = yes ]; then
    into=${into:-/opt/bancheng}; data=${data:-/var/lib/bancheng}
else
    into=${into:-$HOME/bancheng}; data=${data:-$into/data}
fi

say "核对安装包 ……"
(cd "$here" && sha256sum --quiet --check SHA256SUMS) || stop_here "安装包里有文件缺少或被改动，请重新复制。"
python=
wanted=$(cat "$here/PYTHON_VERSION")
for name in "/usr/bin/python$wanted" "/usr/local/bin/python$wanted" "python$wanted" python3; do
    if command -v "$name" >/dev/null && "$name" "$here/fits.py" >/dev/null 2>&1; then python=$name; break; fi
done
[ -n "$python" ] || stop_here "$(cat "$here/PYTHON")"

release=$into/releases/$version-$(date +%Y%m%d%H%M%S)
mkdir -p "$into/releases" "$into/backups" "$data"
say "安装到 $release ……"
"$python" -m venv "$release" || stop_here "建不了运行环境。Debian、Ubuntu 请先装 python3-venv。"
trap 'rm -rf "$release"' EXIT
"$release/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
    --find-links "$here/wheels" --require-hashes -r "$here/requirements.txt"
"$release/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
    "$here"/wheels/bancheng-*.whl

as=
if [ $service = yes ]; then
    id bancheng >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin bancheng
    chown -R bancheng: "$data" "$into/backups"
    as="runuser -u bancheng --"
fi
chmod 700 "$data"
$as "$release/bin/python" -c "" 2>/dev/null \
    || stop_here "服务账户 bancheng 运行不了 $(command -v "$python")：请装系统自带的 Python，不要用某个用户目录里的。"
before=
if [ -e "$into/current" ]; then
    before=$(readlink "$into/current")
    say "停下正在运行的版本，备份 ……"
    [ $service = no ] || systemctl stop bancheng 2>/dev/null || true
    backup=$into/backups/before-$version-$(date +%Y%m%d%H%M%S).tar.gz
    $as env BANCHENG_DATA="$data" "$into/current/bin/bancheng" backup "$backup" \
        || stop_here "备份没有成功，还是原来的版本。"
fi
$as env BANCHENG_DATA="$data" "$release/bin/bancheng" migrate || {
    [ -z "$before" ] || [ $service = no ] || systemctl start bancheng
    stop_here "数据库没有升级成功，还是原来的版本；备份在 ${backup:-（新装，没有数据）}。"
}
ln -sfn "$release" "$into/current.new" && mv -T "$into/current.new" "$into/current"
trap - EXIT
printf '#!/bin/sh\nBANCHENG_DATA=${BANCHENG_DATA:-%s} exec %s/current/bin/bancheng "$@"\n' "$data" "$into" \
    > "$into/bancheng"
chmod 755 "$into/bancheng"

if [ $service = yes ]; then
    mkdir -p /etc/bancheng
    if [ ! -e /etc/bancheng/bancheng.env ]; then
        sed -e "s|@DATA@|$data|" -e "s|@PORT@|$port|" "$here/bancheng.env" > /etc/bancheng/bancheng.env
        chmod 640 /etc/bancheng/bancheng.env; chgrp bancheng /etc/bancheng/bancheng.env
    fi
    sed -e "s|@INTO@|$into|g" -e "s|@DATA@|$data|g" "$here/bancheng.service" > /etc/systemd/system/bancheng.service
    systemctl daemon-reload
    systemctl enable --now bancheng
    say "已装成服务，开机自动启动。看情况：systemctl status bancheng"
    say "改设置：/etc/bancheng/bancheng.env，改完 systemctl restart bancheng"
fi
if [ -n "$before" ]; then
    say "已升级到 $version。原来的版本还在 $before，备份在 $backup。"
else
    say "已装好 $version。数据在 $data。"
    say "下一步："
    [ $service = yes ] && say "  systemctl status bancheng     看网址和开通码" || say "  $into/bancheng serve --port $port"
    say "  用浏览器打开网页，照着五个问题设立中心。"
fi
