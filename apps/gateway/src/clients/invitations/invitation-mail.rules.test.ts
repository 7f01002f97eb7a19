import { invitationMail } from './invitation-mail.rules';

const INVITED = {
  name: 'Trần Thị Mẫu',
  clientId: 'ngan-hang-mau-970436',
  clientName: 'Ngân hàng Mẫu',
  token: 'pQ0v7mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBEJb3',
  publicUrl: 'https://api.example.vn',
};

describe('the mail of an invitation', () => {
  it('says what is opened, with what, and until when', () => {
    const { subject, text, html } = invitationMail(INVITED);
    expect(subject).toContain(INVITED.clientId);
    expect(text).toContain(INVITED.token);
    expect(text).toContain('https://api.example.vn/v1/invitations/openings');
    expect(text).toContain('72 giờ');
    expect(html).toContain('<html lang="vi">');
  });

  it('has no line and no sign more than it should, whatever a name brings along', () => {
    const { text, html } = invitationMail({
      ...INVITED,
      name: 'A\r\nBcc: b@c.example',
      clientName: '<script>x</script>',
    });
    expect(text).toContain('Kính gửi A Bcc: b@c.example,');
    expect(html).not.toContain('<script>');
  });
});
