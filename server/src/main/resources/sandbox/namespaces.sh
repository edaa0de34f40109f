# The first process inside of new namespaces (user, mount, network, pid, ipc, uts, cgroup) of its own. It builds a root of what may be
# read, goes there, and becomes the program without any capability. $1: MB of its folder; $2: a Python; the rest is the program.
set -eu
size=$1; python=$2; shift 2
root=/tmp
echo 0 >/proc/sys/user/max_user_namespaces 2>/dev/null || true
mount -t tmpfs -o size=1m,nr_inodes=64,mode=755,nosuid,nodev none "$root"
cd "$root"
mkdir usr dev tmp old
mount --bind /usr usr
mount -o remount,bind,ro,nosuid,nodev usr
for each in bin sbin lib lib32 lib64; do
  if [ -L "/$each" ]; then ln -s "usr/$each" "$each"
  elif [ -d "/$each" ]; then mkdir "$each"; mount --bind "/$each" "$each"; mount -o remount,bind,ro,nosuid,nodev "$each"
  fi
done
for each in null zero urandom; do : >"dev/$each"; mount --bind "/dev/$each" "dev/$each"; done
mount -t tmpfs -o "size=${size}m,nr_inodes=256,mode=700,nosuid,nodev,noexec" none tmp
pivot_root . old
# umount(8) wants /proc, which there is none of
"$python" -I -S -c 'import ctypes; raise SystemExit(ctypes.CDLL(None).umount2(b"/old", 2))'
rmdir /old
mount -o remount,ro,nosuid,nodev none /
cd /tmp
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all -- "$@"
